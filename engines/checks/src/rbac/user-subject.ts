import { defineCheck } from '../define-check.ts';
import { bindingKinds, findSubjects, roleText, scopeText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-user-subject',
  version: 1,
  title: 'Single user is bound to a role',
  severity: 'low',
  why: 'Rights given to a person by name stay when the person changes teams or leaves; a group of the identity provider is kept up to date elsewhere.',
  attack: 'An attacker uses an account that nobody remembered to close.',
  remedy: 'Bind a group of the identity provider.',
  accept: 'Emergency access, and users that are programs outside the cluster.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  techniques: ['T1078'],
  appliesTo: bindingKinds,
  find: (binding, context) =>
    findSubjects(binding, context, (subject) =>
      subject.kind === 'User' && !subject.name.startsWith('system:') && !subject.name.startsWith('eks:')
        ? `User "${subject.name}" holds ${roleText(binding)} ${scopeText(binding)} by name: leaving the team does not take it away.`
        : undefined,
    ),
  repair: { kind: 'none', reason: 'The group that the person belongs to is known to the identity provider only.' },
});
