import { defineCheck } from '../define-check.ts';
import { bindingKinds, dropSubject, findSubjects, roleText, scopeText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-all-serviceaccounts-subject',
  version: 1,
  title: 'All service accounts are bound to a role',
  severity: 'high',
  why: 'The group system:serviceaccounts holds every ServiceAccount of every namespace, also those made later.',
  attack: 'Code in any pod uses these rights with the token it finds there.',
  remedy: 'Bind the service accounts that need the role.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#service-account-permissions'],
  techniques: ['T1078.001', 'T1528'],
  appliesTo: bindingKinds,
  find: (binding, context) =>
    findSubjects(binding, context, (subject) =>
      subject.kind === 'Group' && subject.name === 'system:serviceaccounts'
        ? `Every service account of the cluster holds ${roleText(binding)} ${scopeText(binding)}, so every pod has its rights.`
        : undefined,
    ),
  repair: dropSubject,
});
