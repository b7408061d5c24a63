import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { bindingKinds, findSubjects, isBoundTo, roleText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-admin-cluster-wide',
  version: 1,
  title: 'Subject is bound to admin or edit in the whole cluster',
  severity: 'high',
  why: 'admin and edit are made for single namespaces: they read Secrets, run and enter pods. In the whole cluster that is as good as cluster-admin.',
  attack:
    'An attacker who takes over the subject starts a pod in kube-system with the most powerful service account there.',
  remedy: 'Use RoleBindings in the namespaces that are meant.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles'],
  techniques: ['T1098.006'],
  appliesTo: bindingKinds,
  find: (binding, context) =>
    findSubjects(binding, context, (subject) =>
      isWide(binding)
        ? `${subject.text} holds ${roleText(binding)} in the whole cluster: it reads all Secrets and runs pods as any service account, in kube-system too.`
        : undefined,
    ),
  repair: { kind: 'none', reason: 'The namespaces that are meant are known to whoever bound it only.' },
});

function isWide(binding: Resource): boolean {
  return binding.namespace === '' && (isBoundTo(binding, 'admin') || isBoundTo(binding, 'edit'));
}
