import { items, type Resource, record } from '@bulwark/model';
import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';
import { contains, parseCidr } from './cidr.ts';
import { valueText } from './value-text.ts';

export default defineCheck({
  id: 'network-policy-invalid-peer',
  version: 1,
  title: 'NetworkPolicy has a peer that the API server refuses',
  severity: 'medium',
  why: 'The API server refuses the whole policy, so the pods that it should protect stay open.',
  attack: 'Nothing enforces the policy that reviewers read: connections that it seems to deny are allowed.',
  remedy: 'Give each peer either selectors or one ipBlock with a valid range; each `except` lies within its range.',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/'],
  techniques: ['T1562.001'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource) => [
    ...invalidPeers(resource, 'ingress', 'from'),
    ...invalidPeers(resource, 'egress', 'to'),
  ],
  repair: { kind: 'none', reason: 'Which range or pods were meant cannot be told from the broken peer.' },
});

function invalidPeers(policy: Resource, direction: 'ingress' | 'egress', key: 'from' | 'to'): readonly Problem[] {
  return items(record(policy.object['spec'])[direction]).flatMap((rule, ruleIndex) =>
    items(record(rule)[key]).flatMap((peer, index) =>
      peerProblems(policy.name, record(peer), `/spec/${direction}/${ruleIndex}/${key}/${index}`),
    ),
  );
}

function peerProblems(policy: string, peer: JsonObject, pointer: string): readonly Problem[] {
  const block = peer['ipBlock'];
  const selects = isObject(peer['podSelector']) || isObject(peer['namespaceSelector']);
  if (!isObject(block)) {
    if (selects) return [];
    return [
      {
        pointer,
        message: `NetworkPolicy "${policy}" has a peer that names nobody; the API server refuses the policy.`,
      },
    ];
  }
  if (selects) {
    return [
      {
        pointer,
        message: `NetworkPolicy "${policy}" has a peer with both ipBlock and a selector; the API server refuses the policy.`,
      },
    ];
  }
  return blockProblems(policy, block, `${pointer}/ipBlock`);
}

function blockProblems(policy: string, block: JsonObject, pointer: string): readonly Problem[] {
  const cidr = parseCidr(block['cidr']);
  if (cidr === undefined) {
    return [
      {
        pointer: `${pointer}/cidr`,
        ...shown(block['cidr']),
        message: `NetworkPolicy "${policy}" has an ipBlock whose cidr is no address range; the API server refuses the policy.`,
      },
    ];
  }
  return items(block['except']).flatMap((value, index) => {
    const except = parseCidr(value);
    // A range taken out must be smaller than the range it is taken out of.
    if (except && contains(cidr, except) && except.bits > cidr.bits) return [];
    const what = except ? `does not lie within ${valueText(block['cidr'])}` : 'is no address range';
    return [
      {
        pointer: `${pointer}/except/${index}`,
        ...shown(value),
        message: `NetworkPolicy "${policy}" has an exception that ${what}; the API server refuses the policy.`,
      },
    ];
  });
}

function shown(value: JsonValue | undefined): { readonly value?: JsonValue } {
  return value === undefined ? {} : { value };
}
