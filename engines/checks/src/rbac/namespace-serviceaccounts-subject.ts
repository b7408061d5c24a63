import { defineCheck } from '../define-check.ts';
import { bindingKinds, dropSubject, findSubjects, roleText, scopeText } from './subjects.ts';

const group = 'system:serviceaccounts:';

export default defineCheck({
  id: 'rbac-namespace-serviceaccounts-subject',
  version: 1,
  title: 'All service accounts of a namespace are bound to a role',
  severity: 'medium',
  why: 'The group holds every ServiceAccount of the namespace, the default one and those made later included.',
  attack: 'Code in any pod of the namespace uses these rights with the token it finds there.',
  remedy: 'Bind the service accounts that need the role.',
  accept: 'Roles that let pods pull from a registry or read configuration of their own namespace.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#service-account-permissions'],
  techniques: ['T1078.001', 'T1528'],
  appliesTo: bindingKinds,
  find: (binding, context) =>
    findSubjects(binding, context, (subject) =>
      subject.kind === 'Group' && subject.name.startsWith(group)
        ? `Every service account of namespace "${subject.name.slice(group.length)}" holds ${roleText(binding)} ${scopeText(binding)}, so every pod there has its rights.`
        : undefined,
    ),
  repair: dropSubject,
});
