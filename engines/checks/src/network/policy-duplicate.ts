import { type Resource, record } from '@bulwark/model';
import { canonicalJson } from '@bulwark/text';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';

export default defineCheck({
  id: 'network-policy-duplicate',
  version: 1,
  title: 'NetworkPolicy repeats another one',
  severity: 'low',
  why: 'Policies add up, so deleting or tightening one of two equal policies changes nothing: the other one still allows the same.',
  attack: 'Access that somebody believes to have removed stays open.',
  remedy: 'Delete one of the two.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  techniques: ['T1562.001'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource, { lookup }: CheckContext) => {
    const original = originals(lookup, resource.namespace).get(resource.name);
    if (original === undefined) return none;
    return [
      {
        pointer: '/spec',
        message: `NetworkPolicy "${resource.name}" says the same as NetworkPolicy "${original.name}".`,
        context: [{ pointer: '/spec', resource: original.ref }],
      },
    ];
  },
  repair: { kind: 'none', reason: 'One of the two objects is to be deleted; an edit of this one cannot do it.' },
});

/** For each policy that repeats one that comes before it by name, that one. */
function originals(lookup: Lookup, namespace: string): ReadonlyMap<string, Resource> {
  return lookup.derive('repeated-policies', namespace, (read) => {
    const bySpec = new Map<string, Resource>();
    const repeated = new Map<string, Resource>();
    const policies = read.list('NetworkPolicy.networking.k8s.io', namespace);
    if (policies.length < 2) return repeated;
    for (const policy of policies.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const spec = canonicalJson(record(policy.object['spec']));
      const known = bySpec.get(spec);
      if (known) repeated.set(policy.name, known);
      else bySpec.set(spec, policy);
    }
    return repeated;
  });
}
