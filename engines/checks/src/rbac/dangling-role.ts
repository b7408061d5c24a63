import { type Resource, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { builtinPolicy } from './builtin-policy.ts';
import { clusterRoleKind, roleKind } from './holders.ts';
import { bindingKinds, roleText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-dangling-role',
  version: 1,
  title: 'Binding names a role that does not exist',
  severity: 'low',
  why: 'The binding waits: whoever makes a role of that name decides what its subjects may do, and nobody reviews the binding then.',
  attack: 'An attacker who may create roles makes the missing one and so gives rights to subjects that it controls.',
  remedy: 'Delete the binding, or restore the role.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
  techniques: ['T1098.006'],
  scope: 'cluster',
  needs: [roleKind, clusterRoleKind],
  appliesTo: bindingKinds,
  find: (binding, { lookup }) => {
    const roleRef = record(binding.object['roleRef']);
    const name = text(roleRef['name']);
    if (name === undefined) return none;
    const role =
      roleRef['kind'] === 'Role'
        ? lookup.get(roleKind, binding.namespace, name)
        : lookup.get(clusterRoleKind, '', name);
    // The API server makes its own roles again when it starts.
    if (role !== undefined || isBuiltinName(binding, lookup)) return none;
    const message = `${roleText(binding)} does not exist: the binding grants nothing until someone makes a role of that name.`;
    return [{ pointer: '/roleRef/name', value: name, message }];
  },
  repair: {
    kind: 'none',
    reason: 'A binding cannot be pointed at another role: delete it, or restore the role it names.',
  },
});

function isBuiltinName(binding: Resource, lookup: Lookup): boolean {
  const roleRef = record(binding.object['roleRef']);
  const namespace = roleRef['kind'] === 'Role' ? `${binding.namespace}/` : '';
  return builtinPolicy(lookup).roles.has(`${text(roleRef['kind'])}/${namespace}${text(roleRef['name'])}`);
}
