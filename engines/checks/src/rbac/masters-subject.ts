import { defineCheck } from '../define-check.ts';
import { remove } from '../edit.ts';
import { bindingKinds, findSubjects } from './subjects.ts';

export default defineCheck({
  id: 'rbac-masters-subject',
  version: 1,
  title: 'Binding names the group system:masters',
  severity: 'low',
  why: 'Members of system:masters pass every authorization check; no binding adds to it, and removing one takes nothing away.',
  attack:
    'A certificate of that group, once issued, cannot be revoked; a binding makes the group look like one that can be managed.',
  remedy: 'Remove the subject, and see to it that nobody works with a certificate of that group.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  techniques: ['T1078'],
  appliesTo: bindingKinds,
  find: (binding, context) =>
    findSubjects(binding, context, (subject) =>
      subject.kind === 'Group' && subject.name === 'system:masters'
        ? 'Binds the group system:masters, which may do everything without any binding: this one changes nothing and hides that.'
        : undefined,
    ),
  repair: {
    kind: 'edit',
    summary: 'remove the subject, which changes no rights',
    disruption: 'none',
    edits: (problem) => [remove(problem.pointer.slice(0, problem.pointer.lastIndexOf('/')))],
  },
});
