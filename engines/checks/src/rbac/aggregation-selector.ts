import { items, record } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { clusterRoles, selectorsOf } from './holders.ts';

export default defineCheck({
  id: 'rbac-aggregation-selector',
  version: 1,
  title: 'ClusterRole takes up the rules of almost any other',
  severity: 'medium',
  why: 'A selector that is empty, or only excludes, takes up roles that nobody meant to aggregate, also those installed later.',
  attack:
    'An attacker waits for, or installs, a chart whose ClusterRole is taken up, and holders of the aggregating role have its rights.',
  remedy: 'Select by a label made for it, such as rbac.example.com/aggregate-to-monitoring.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles'],
  techniques: ['T1098.006'],
  appliesTo: clusterRoles,
  find: (role) =>
    selectorsOf(role).flatMap((selector, index) =>
      isPositive(selector)
        ? []
        : [
            {
              pointer: `/aggregationRule/clusterRoleSelectors/${index}`,
              message: `ClusterRole "${role.name}" takes up the rules of every ClusterRole that this selector does not exclude.`,
            },
          ],
    ),
  repair: { kind: 'none', reason: 'Which roles are meant to be taken up is known to the author only.' },
});

/** Whether it asks for a label to be there, so that roles are taken up on purpose. */
function isPositive(selector: JsonObject): boolean {
  if (Object.keys(record(selector['matchLabels'])).length > 0) return true;
  return items(selector['matchExpressions']).some((value) => {
    const { operator } = record(value);
    return operator === 'In' || operator === 'Exists';
  });
}
