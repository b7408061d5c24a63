import type { Resource } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { builtinBinding, builtinKey, builtinPolicy } from './builtin-policy.ts';
import { bindingKinds, dropSubject, findSubjects, isBoundTo, roleText, type Subject } from './subjects.ts';

export default defineCheck({
  id: 'rbac-builtin-binding-changed',
  version: 1,
  title: 'Built-in binding is not as Kubernetes makes it',
  severity: 'high',
  why: 'Kubernetes makes these bindings for its own components; a subject added there gets their rights where nobody looks for it.',
  attack: 'An attacker adds its account to a binding whose name everyone knows and skips in reviews.',
  remedy: 'Remove the subject; bind it by a binding of its own.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#auto-reconciliation'],
  techniques: ['T1098.006', 'T1036'],
  appliesTo: bindingKinds,
  find: (binding, context) => {
    const builtin = builtinPolicy(context.lookup).bindings.get(builtinKey(binding));
    if (builtin === undefined || isBoundTo(binding, 'cluster-admin')) return none;
    if (builtinBinding(binding, context.lookup) === undefined) {
      const message = `Binding "${binding.name}" is Kubernetes' own by its name, but binds ${roleText(binding)} instead of ${builtin.role}.`;
      return [{ pointer: '/roleRef/name', message }];
    }
    return findSubjects(binding, context, (subject) =>
      reportedElsewhere(subject, binding)
        ? undefined
        : `${subject.text} is not a subject that Kubernetes gives the built-in binding "${binding.name}".`,
    );
  },
  repair: dropSubject,
});

const groups: ReadonlySet<string> = new Set([
  'system:anonymous',
  'system:unauthenticated',
  'system:authenticated',
  'system:serviceaccounts',
]);

/** What a check of its own says more exactly: subjects that stand for everyone, roles of the control plane and of nodes. */
function reportedElsewhere(subject: Subject, binding: Resource): boolean {
  return groups.has(subject.name) || binding.name.startsWith('system:controller:') || isBoundTo(binding, 'system:node');
}
