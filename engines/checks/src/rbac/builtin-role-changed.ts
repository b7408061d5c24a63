import { items, type Resource, record } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';
import { builtinKey, builtinPolicy, builtinPolicyMinor, isBuiltinRole, readBuiltinPolicy } from './builtin-policy.ts';
import { partsOf, uncoveredParts } from './covers.ts';
import { roleKinds } from './find-grants.ts';
import { selectorsOf } from './holders.ts';
import { grantIn, hasPower, isBroad } from './power.ts';
import { gravePowers } from './powers.ts';

export default defineCheck({
  id: 'rbac-builtin-role-changed',
  version: 1,
  title: 'Built-in role grants more than Kubernetes gives it',
  severity: 'high',
  why: 'Built-in roles are bound from the start to control-plane components, to everyone, or to all administrators of namespaces; a right added there reaches them all.',
  attack:
    'An attacker adds a right to a role that everyone holds, such as system:basic-user, where nobody looks for it.',
  remedy:
    'Take the rule out, or run kubectl auth reconcile with the default policy; put rights of your own into roles of your own.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#auto-reconciliation',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings',
  ],
  techniques: ['T1098.006', 'T1036'],
  appliesTo: roleKinds,
  find: (role, context) => {
    if (!isBuiltinRole(role, context.lookup)) return none;
    const policy = builtinPolicy(context.lookup).roles.get(builtinKey(role)) ?? [];
    const selectors = selectorsOf(role);
    // The controller writes the rules of an aggregated role, from roles that are judged themselves.
    if (selectors.length > 0 && selectors.every((selector) => isItsOwn(selector, role.name))) return none;
    return items(role.object['rules']).flatMap((value, index) =>
      beyond(record(value), policy, { role, index, context }),
    );
  },
  repair: {
    kind: 'edit',
    summary: 'take the rule out of the built-in role',
    disruption: 'access',
    edits: (problem, role) => {
      const rule = record(items(role.object['rules'])[Number(problem.pointer.split('/')[2])]);
      const policy = readBuiltinPolicy().roles.get(builtinKey(role)) ?? [];
      const isForeign = uncoveredParts(policy, rule).length === partsOf(rule).length;
      return isForeign ? [remove(problem.pointer)] : "part of the rule is Kubernetes' own";
    },
  },
});

interface At {
  readonly role: Resource;
  readonly index: number;
  readonly context: CheckContext;
}

function beyond(rule: JsonObject, policy: readonly JsonObject[], { role, index, context }: At): readonly Problem[] {
  const parts = uncoveredParts(policy, rule);
  const [part] = parts;
  if (part === undefined) return [];
  // Policies differ a little between versions: where the table is of another one, only what is dangerous counts.
  if (context.kubeMinor !== builtinPolicyMinor && !isGrave(rule, policy)) return [];
  const target = part.url ?? part.resource ?? '';
  const more = parts.length > 1 ? ` and ${parts.length - 1} more` : '';
  const message = `Built-in role "${role.name}" grants ${part.verb} on ${target}${more}, which Kubernetes does not give it.`;
  return [{ pointer: `/rules/${index}`, message }];
}

function isGrave(rule: JsonObject, policy: readonly JsonObject[]): boolean {
  return isBroad(rule) || gravePowers.some((power) => grantIn(rule, power) && !hasPower(policy, power));
}

/** The selector that Kubernetes gives admin, edit and view: the label that is named after the role. */
function isItsOwn(selector: JsonObject, name: string): boolean {
  const labels = Object.keys(record(selector['matchLabels']));
  return labels.length === 1 && labels[0] === `rbac.authorization.k8s.io/aggregate-to-${name}`;
}
