import { defineCheck } from '../define-check.ts';
import { bindingKinds, findSubjects, roleText, scopeText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-default-serviceaccount-subject',
  version: 1,
  title: 'Default service account is bound to a role',
  severity: 'medium',
  why: 'Pods that name no ServiceAccount run as default. A role for it is a role for all of them, also those that come later.',
  attack: 'Code in any such pod uses these rights with the token it finds there.',
  remedy: 'Make a ServiceAccount for the pods that need the role, and bind that.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  techniques: ['T1078.001', 'T1528'],
  appliesTo: bindingKinds,
  find: (binding, context) =>
    findSubjects(binding, context, (subject) =>
      subject.kind === 'ServiceAccount' && subject.name === 'default'
        ? `The default service account of namespace "${subject.namespace}" holds ${roleText(binding)} ${scopeText(binding)}: every pod there that names no other account has its rights.`
        : undefined,
    ),
  repair: {
    kind: 'none',
    reason:
      'The pods that use it need a service account of their own first, and which those are the binding does not say.',
  },
});
