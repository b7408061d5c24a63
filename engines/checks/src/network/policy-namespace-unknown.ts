import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'network-policy-namespace-unknown',
  version: 1,
  title: 'NetworkPolicy stands in a namespace that these files neither make nor use',
  severity: 'low',
  why: 'A policy protects pods of its own namespace only. In a namespace without pods, often a misspelt one, it protects nothing.',
  attack: 'The pods that the policy was written for stay open.',
  remedy: 'Set metadata.namespace to the namespace of the pods, or add the objects of that namespace to the scan.',
  accept: 'The pods of that namespace are kept in another place.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  techniques: ['T1562.001'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource, { lookup }: CheckContext) => {
    const { namespace } = resource;
    // A cluster refuses objects of a namespace that it does not have.
    if (lookup.info.kind !== 'files' || alwaysThere.has(namespace)) return none;
    // Files that make no namespace at all are meant for one that exists.
    if (lookup.list('Namespace').length === 0 || lookup.get('Namespace', '', namespace)) return none;
    if (lookup.workloads(namespace).length > 0) return none;
    return [
      {
        pointer: '/metadata/namespace',
        value: namespace,
        message: `NetworkPolicy "${resource.name}" stands in namespace "${namespace}", which these files neither make nor put pods in: it protects none of them.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'Which namespace was meant is not known from the objects.' },
});

// Namespaces that every cluster has (kube-apiserver makes them).
const alwaysThere: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);
