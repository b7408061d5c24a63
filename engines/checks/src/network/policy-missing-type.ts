import { items, type Resource, record } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';
import { append } from '../edit.ts';
import { isolates } from './policy-selection.ts';

export default defineCheck({
  id: 'network-policy-missing-type',
  version: 1,
  title: 'NetworkPolicy has rules for a direction that its policyTypes leave out',
  severity: 'medium',
  why: 'Rules of a direction that is not in policyTypes are ignored without a word: the pods stay open in that direction.',
  attack: 'Connections that the policy seems to restrict are all allowed.',
  remedy: 'List the direction in policyTypes, or delete its rules.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  techniques: ['T1562.001'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource) => [
    ...ignoredRules(resource, 'ingress', 'Ingress'),
    ...ignoredRules(resource, 'egress', 'Egress'),
  ],
  repair: {
    kind: 'edit',
    summary: 'list the direction of the rules in policyTypes',
    disruption: 'traffic',
    edits: (problem) => [append('/spec/policyTypes', problem.pointer === '/spec/egress' ? 'Egress' : 'Ingress')],
  },
});

function ignoredRules(policy: Resource, direction: 'ingress' | 'egress', type: string): readonly Problem[] {
  const rules = items(record(policy.object['spec'])[direction]);
  if (rules.length === 0 || isolates(policy, direction)) return [];
  return [
    {
      pointer: `/spec/${direction}`,
      message: `NetworkPolicy "${policy.name}" has ${direction} rules, but policyTypes does not list ${type}: they have no effect, and ${direction} stays open.`,
      context: [{ pointer: '/spec/policyTypes', value: record(policy.object['spec'])['policyTypes'] ?? null }],
    },
  ];
}
