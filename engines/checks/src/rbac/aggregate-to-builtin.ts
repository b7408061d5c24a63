import { items, type Resource, record } from '@bulwark/model';
import { escapeToken, type JsonObject } from '@bulwark/text';
import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';
import { builtinPolicy, isBuiltinRole } from './builtin-policy.ts';
import { builtinAggregates, clusterRoles } from './holders.ts';
import { hasPower, isBroad } from './power.ts';
import { gravePowers } from './powers.ts';

export default defineCheck({
  id: 'rbac-aggregate-to-builtin',
  version: 1,
  title: 'ClusterRole adds dangerous rights to view, edit or admin',
  severity: 'high',
  why: 'view, edit and admin are given to many on the understanding of what they hold; an aggregated rule widens all those bindings at once.',
  attack: 'Someone with the view role, thought to be harmless, reads Secrets or starts pods.',
  remedy: 'Take the label off, and bind the role to those who need it.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  ],
  techniques: ['T1098.006'],
  appliesTo: clusterRoles,
  find: (role, { lookup }) => {
    // edit takes up view, and admin takes up edit: the lowest label says it all.
    const [into] = builtinAggregates(role);
    if (into === undefined || isBuiltinRole(role, lookup)) return none;
    const added = addedText(role, builtinPolicy(lookup).roles.get(`ClusterRole/${into}`) ?? []);
    if (added === undefined) return none;
    const key = `rbac.authorization.k8s.io/aggregate-to-${into}`;
    const message = `Everyone who holds the built-in role ${into} can ${added}, since this label adds the rules to it.`;
    return [{ pointer: `/metadata/labels/${escapeToken(key)}`, value: 'true', message }];
  },
  repair: {
    kind: 'edit',
    summary: 'take off the label that adds the role to the built-in one',
    disruption: 'access',
    edits: (_problem, role) =>
      builtinAggregates(role).map((into) =>
        remove(`/metadata/labels/${escapeToken(`rbac.authorization.k8s.io/aggregate-to-${into}`)}`),
      ),
  },
});

/** The first dangerous thing that the role adds to those rules, as its power words it. */
function addedText(role: Resource, builtin: readonly JsonObject[]): string | undefined {
  const rules = items(role.object['rules']);
  if (rules.some((rule) => isBroad(record(rule)))) return 'use resources of every kind, Secrets included';
  const power = gravePowers.find((candidate) => hasPower(rules, candidate) && !hasPower(builtin, candidate));
  return power?.lets.replaceAll('{where}', 'the namespaces where they hold it');
}
