import { defineCheck } from '../define-check.ts';
import { bindingKinds, dropSubject, findSubjects, roleText, scopeText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-anonymous-subject',
  version: 1,
  title: 'Anonymous clients are bound to a role',
  severity: 'high',
  why: 'Every request without credentials is the user system:anonymous. A binding for it opens these rights to everyone who reaches the API server.',
  attack: 'An attacker who finds the API server on the network uses these rights without any credentials.',
  remedy: 'Remove the subject; probes and discovery have a built-in binding of their own.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests'],
  techniques: ['T1190', 'T1078'],
  appliesTo: bindingKinds,
  find: (binding, context) =>
    findSubjects(binding, context, (subject) =>
      subject.kind === 'User' && subject.name === 'system:anonymous'
        ? `Anonymous clients hold ${roleText(binding)} ${scopeText(binding)}: whoever reaches the API server has its rights without logging in.`
        : undefined,
    ),
  repair: dropSubject,
});
