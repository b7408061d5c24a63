import { type Resource, record } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { openAdminPeers } from './admin-policy-rules.ts';
import type { Direction } from './policy-selection.ts';

export default defineCheck({
  id: 'network-admin-policy-allows-all',
  version: 1,
  title: 'Cluster-wide policy allows everything before NetworkPolicies are asked',
  severity: 'medium',
  why: 'An allowing rule of the admin tier is final: no NetworkPolicy of the namespaces can restrict what it lets through.',
  attack:
    'A compromised pod reaches the pods of every namespace that the policy is about, whatever their own policies say.',
  remedy:
    'Name the peers and ports that the rule is for, or use the action Pass, which leaves the decision to NetworkPolicies.',
  references: ['https://network-policy-api.sigs.k8s.io/api-overview/'],
  techniques: ['T1562.001', 'T1046'],
  appliesTo: ['AdminNetworkPolicy.policy.networking.k8s.io', 'ClusterNetworkPolicy.policy.networking.k8s.io'],
  find: (resource: Resource) =>
    isBaseline(resource) ? [] : [...openRules(resource, 'ingress'), ...openRules(resource, 'egress')],
  repair: {
    kind: 'edit',
    summary: 'leave the decision to NetworkPolicies (action Pass)',
    disruption: 'traffic',
    edits: (problem) => {
      const [, spec = '', direction = '', rule = ''] = problem.pointer.split('/');
      return [set(`/${spec}/${direction}/${rule}/action`, 'Pass')];
    },
  },
});

/** Rules of the baseline tier hold only where no NetworkPolicy selects the pods. */
function isBaseline(policy: Resource): boolean {
  return record(policy.object['spec'])['tier'] === 'Baseline';
}

function openRules(policy: Resource, direction: Direction): readonly Problem[] {
  return openAdminPeers(policy, direction).map(({ pointer, action, what, isAfterDeny }) => ({
    pointer,
    message: `${policy.ref.kind} "${policy.name}" has an ${direction} rule with action ${action} for ${what} on every port${isAfterDeny ? ', but for what earlier rules deny' : ''}; NetworkPolicies cannot restrict it.`,
  }));
}
