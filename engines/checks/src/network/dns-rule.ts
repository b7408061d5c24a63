import { record } from '@bulwark/model';
import type { PolicyRule } from './policy-selection.ts';

// Port 53, and 5353 where OpenShift's resolvers listen.
const dnsPorts: ReadonlySet<unknown> = new Set([53, 5353, 'dns', 'dns-tcp']);

/** Whether a rule is for name resolution only, which policies commonly allow wherever the resolver runs. */
export function isDnsOnly(rule: PolicyRule): boolean {
  const { ports } = rule;
  return (
    ports?.every((entry) => dnsPorts.has(record(entry)['port']) && record(entry)['endPort'] === undefined) ?? false
  );
}
