import { items, type Resource, record } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { isAnyAddress } from './cidr.ts';
import { type Direction, type PolicyRule, rulesOf } from './policy-selection.ts';

/** A peer of a policy that is every address of a family, none taken out. */
export interface AnyAddressPeer {
  readonly pointer: string;
  readonly cidr: JsonValue;
  readonly rule: PolicyRule;
}

/** The peers `0.0.0.0/0` and `::/0` without `except` of the rules in force. */
export function anyAddressPeers(policy: Resource, direction: Direction): readonly AnyAddressPeer[] {
  const key = direction === 'ingress' ? 'from' : 'to';
  return rulesOf(policy, direction).flatMap((rule) =>
    (rule.peers ?? []).flatMap((peer, index) => {
      const block = record(record(peer)['ipBlock']);
      const cidr = block['cidr'];
      if (cidr === undefined || !isAnyAddress(cidr) || items(block['except']).length > 0) return [];
      return [{ pointer: `${rule.pointer}/${key}/${index}/ipBlock/cidr`, cidr, rule }];
    }),
  );
}
