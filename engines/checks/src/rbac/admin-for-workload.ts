import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { bindingKinds, findSubjects, isBoundTo, roleText, scopeText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-admin-for-workload',
  version: 1,
  title: 'Service account is bound to admin or edit',
  severity: 'medium',
  why: 'admin and edit are made for people who run a namespace. A program needs a few of these rights, and whoever takes it over has all of them.',
  attack: 'Code in a pod of that account reads every Secret of the namespace and enters its other pods.',
  remedy: 'Bind a role with just the rights that the program needs.',
  accept: 'Deployment pipelines of that namespace.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  techniques: ['T1098.006', 'T1528'],
  appliesTo: bindingKinds,
  find: (binding, context) =>
    findSubjects(binding, context, (subject) =>
      subject.kind === 'ServiceAccount' && isNamespaceAdmin(binding)
        ? `${subject.text} holds ${roleText(binding)} ${scopeText(binding)}: its pods read all Secrets there and run as any service account.`
        : undefined,
    ),
  repair: { kind: 'none', reason: 'Which rights the program needs is known only from its use.' },
});

function isNamespaceAdmin(binding: Resource): boolean {
  return binding.namespace !== '' && (isBoundTo(binding, 'admin') || isBoundTo(binding, 'edit'));
}
