import { defineCheck } from '../define-check.ts';
import { bindingKinds, dropSubject, findSubjects, roleText, scopeText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-authenticated-subject',
  version: 1,
  title: 'All authenticated clients are bound to a role',
  severity: 'high',
  why: "The group system:authenticated is everyone with any credentials: every pod's service account, and on some clouds every account of the provider.",
  attack: 'Code in any pod uses these rights with the token it finds there.',
  remedy: 'Bind the groups or service accounts that need the role.',
  accept: 'Roles that let everyone read what is public in the cluster, such as a catalogue.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings',
    'https://cloud.google.com/kubernetes-engine/docs/best-practices/rbac#default-groups',
  ],
  techniques: ['T1078.001', 'T1078'],
  appliesTo: bindingKinds,
  find: (binding, context) =>
    findSubjects(binding, context, (subject) =>
      subject.kind === 'Group' && subject.name === 'system:authenticated'
        ? `Every client that has logged in holds ${roleText(binding)} ${scopeText(binding)}, each service account of each pod included.`
        : undefined,
    ),
  repair: dropSubject,
});
