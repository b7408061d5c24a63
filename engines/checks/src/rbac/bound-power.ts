import { items, type Resource, record, text } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import type { Lookup } from '../lookup.ts';
import { builtinPolicy } from './builtin-policy.ts';
import { clusterRoleKind, roleKind } from './holders.ts';
import { hasPower, type Power } from './power.ts';
import { gravePowers } from './powers.ts';

/** The first dangerous power of the role that a binding binds; undefined where it has none or is not known. */
export function gravePowerOf(binding: Resource, lookup: Lookup): Power | undefined {
  const roleRef = record(binding.object['roleRef']);
  const name = text(roleRef['name']) ?? '';
  const role =
    roleRef['kind'] === 'Role' ? lookup.get(roleKind, binding.namespace, name) : lookup.get(clusterRoleKind, '', name);
  return role ? powerIn(items(role.object['rules']), binding) : builtinPowerOf(binding, lookup);
}

/** The first dangerous power that Kubernetes gives the built-in role that a binding binds. */
export function builtinPowerOf(binding: Resource, lookup: Lookup): Power | undefined {
  const roleRef = record(binding.object['roleRef']);
  const namespace = roleRef['kind'] === 'Role' ? `${binding.namespace}/` : '';
  const rules = builtinPolicy(lookup).roles.get(`${text(roleRef['kind'])}/${namespace}${text(roleRef['name'])}`);
  return rules && powerIn(rules, binding);
}

function powerIn(rules: readonly JsonValue[], binding: Resource): Power | undefined {
  return gravePowers.find((power) => hasPower(rules, power) && !(power.clusterScoped && binding.namespace !== ''));
}
