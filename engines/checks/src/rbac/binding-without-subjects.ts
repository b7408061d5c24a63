import { items } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { builtinBinding } from './builtin-policy.ts';
import { bindingKinds, roleText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-binding-without-subjects',
  version: 1,
  title: 'Binding has no subjects',
  severity: 'info',
  why: 'A binding to nobody is a left-over; the next subject added to it gets rights that nobody thinks of any more.',
  attack:
    'An attacker who may patch bindings fills it with a subject of its own, which is noticed less than a new binding.',
  remedy: 'Delete the binding.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#periodic-review'],
  techniques: ['T1098.006'],
  appliesTo: bindingKinds,
  find: (binding, { lookup }) =>
    items(binding.object['subjects']).length > 0 || builtinBinding(binding, lookup)
      ? none
      : [{ pointer: '/subjects', message: `The binding gives ${roleText(binding)} to nobody.` }],
  repair: { kind: 'none', reason: 'The binding is to be deleted as a whole, which an edit of it cannot do.' },
});
