import { items, type Resource, record, selectsEverything } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import { contains, isAnyAddress, parseCidr } from './cidr.ts';
import { restrictsPorts } from './foreign-policies.ts';
import type { Destination, Direction } from './policy-selection.ts';
import { valueText } from './value-text.ts';

/** Whether a rule of an admin policy denies an outside address on all ports. */
export function adminDenies(policy: Resource, { address }: Destination): boolean {
  return items(record(policy.object['spec'])['egress']).some((item) => {
    const rule = record(item);
    if (rule['action'] !== 'Deny' || restrictsPorts(rule)) return false;
    return items(rule['to']).some((peer) =>
      items(record(peer)['networks']).some((network) => {
        const range = parseCidr(network);
        return range !== undefined && contains(range, address);
      }),
    );
  });
}

/** A peer of an admin policy's rule that allows everything it stands for. */
export interface OpenPeer {
  readonly pointer: string;
  readonly action: string;
  readonly what: string;
  /** Whether rules before it, which hold first, deny something. */
  readonly isAfterDeny: boolean;
}

/** Peers of allowing rules, on all ports, that are every namespace, every pod or every address. */
export function openAdminPeers(policy: Resource, direction: Direction): readonly OpenPeer[] {
  const key = direction === 'ingress' ? 'from' : 'to';
  return items(record(policy.object['spec'])[direction]).flatMap((item, ruleIndex) => {
    const rule = record(item);
    const action = valueText(rule['action']);
    // v1alpha1 says Allow, v1alpha2 Accept.
    if ((action !== 'Allow' && action !== 'Accept') || restrictsPorts(rule)) return [];
    return items(rule[key]).flatMap((peer, index) => {
      const open = everything(record(peer));
      return open
        ? [
            {
              pointer: `/spec/${direction}/${ruleIndex}/${key}/${index}/${open.field}`,
              action,
              what: open.what,
              isAfterDeny: deniesBefore(policy, direction, ruleIndex),
            },
          ]
        : [];
    });
  });
}

function everything(peer: JsonObject): { readonly field: string; readonly what: string } | undefined {
  if (selectsEverything(peer['namespaces'])) return { field: 'namespaces', what: 'the pods of every namespace' };
  if (selectsEveryPod(peer['pods'])) return { field: 'pods', what: 'every pod' };
  const network = items(peer['networks']).findIndex(isAnyAddress);
  return network === -1 ? undefined : { field: `networks/${network}`, what: 'every address' };
}

function selectsEveryPod(value: JsonValue | undefined): boolean {
  const pods = record(value);
  return selectsEverything(pods['namespaceSelector']) && selectsEverything(pods['podSelector']);
}

function deniesBefore(policy: Resource, direction: Direction, index: number): boolean {
  const rules = items(record(policy.object['spec'])[direction]);
  return rules.slice(0, index).some((rule) => record(rule)['action'] === 'Deny');
}
