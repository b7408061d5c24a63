import { defineCheck } from '../define-check.ts';
import { bindingKinds, dropSubject, findSubjects, roleText, scopeText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-dangling-subject',
  version: 1,
  title: 'Binding names a service account that does not exist',
  severity: 'medium',
  why: 'The rights wait for the account: whoever may create service accounts or pods in that namespace can take them.',
  attack:
    'An attacker who may create service accounts in the namespace, or the namespace itself, makes the missing account and runs a pod as it.',
  remedy: 'Remove the subject from the binding, or restore the service account.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#periodic-review'],
  techniques: ['T1098.006', 'T1136'],
  scope: 'cluster',
  needs: ['ServiceAccount'],
  appliesTo: bindingKinds,
  find: (binding, context) =>
    findSubjects(binding, context, (subject) => {
      if (subject.kind !== 'ServiceAccount') return undefined;
      if (context.lookup.get('ServiceAccount', subject.namespace, subject.name)) return undefined;
      return `${subject.text} does not exist: whoever makes an account of that name there holds ${roleText(binding)} ${scopeText(binding)}.`;
    }),
  repair: dropSubject,
});
