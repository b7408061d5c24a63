import { own, type Resource, text } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { adminDenies } from './admin-policy-rules.ts';
import { parseAddress } from './cidr.ts';
import { adminPolicies, coversNamespace, foreignCover } from './foreign-policies.ts';
import { cited, judgedNamespace, namespaceCarrierKinds } from './namespace-isolation.ts';
import { type Destination, policiesOf, policiesSelecting, ruleReaching } from './policy-selection.ts';

export default defineCheck({
  id: 'network-metadata-reachable',
  version: 1,
  title: 'Pods of the namespace can reach the cloud metadata service',
  severity: 'medium',
  why: 'The metadata service of the cloud hands the credentials of the node to whoever asks from it, pods included, unless their egress is restricted.',
  attack:
    "Code in a pod, or a request that it can be tricked into, fetches the node's credentials from 169.254.169.254 and moves on into the cloud account.",
  remedy:
    "Isolate the egress of the pods, and take 169.254.169.254/32 out of broad ranges with `except`; on the cloud's side require IMDSv2 with hop limit 1 or workload identity.",
  accept: 'Clusters that run on no cloud, or whose nodes already refuse pods the metadata service.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/securing-a-cluster/#restricting-cloud-metadata-api-access',
  ],
  techniques: ['T1552', 'T1528'],
  appliesTo: namespaceCarrierKinds,
  find: reachable,
  repair: {
    kind: 'none',
    reason:
      "The fix is a NetworkPolicy for egress, or a setting of the cloud's nodes; which destinations the pods need is not known from the objects.",
  },
});

const service: Destination = {
  address: parseAddress('169.254.169.254') ?? { family: 4, network: 0n, bits: 32 },
  port: 80,
};

function reachable(resource: Resource, { lookup }: CheckContext): readonly Problem[] {
  const namespace = judgedNamespace(resource, lookup);
  if (namespace === undefined || namespace.workloads.length === 0) return none;
  if (metadataIsConcealed(lookup) || deniedAbove(lookup, namespace.name)) return none;
  const open = namespace.workloads.filter((workload) => reaches(workload, namespace.name, lookup));
  if (open.length === 0) return none;
  const policies = policiesOf(lookup, namespace.name).filter((policy) => policy.isolates.egress);
  return [
    {
      pointer: namespace.pointer,
      message: `Pods of namespace ${namespace.called} can reach the cloud metadata service at 169.254.169.254: ${because(policies.length, open)}.`,
      ...(policies.length > 0 ? { context: cited(policies.map((policy) => policy.resource)) } : {}),
    },
  ];
}

function reaches(workload: Resource, namespace: string, lookup: Lookup): boolean {
  return workload.templates.some((template) => {
    const isolating = policiesSelecting(lookup, namespace, template.labels).filter((policy) => policy.isolates.egress);
    return isolating.length === 0 || isolating.some((policy) => ruleReaching(policy.resource, service));
  });
}

const mostNamed = 3;

function because(policies: number, open: readonly Resource[]): string {
  if (policies === 0) return 'no NetworkPolicy restricts their egress';
  const names = open.slice(0, mostNamed).map((workload) => `${workload.ref.kind} "${workload.name}"`);
  const more = open.length > mostNamed ? ` and ${open.length - mostNamed} more` : '';
  return `its ${policies === 1 ? 'policy for egress does' : `${policies} policies for egress do`} not stop ${names.join(', ')}${more}`;
}

/** GKE nodes with workload identity answer in place of the metadata service. */
function metadataIsConcealed(lookup: Lookup): boolean {
  const nodes = lookup.list('Node');
  return (
    nodes.length > 0 &&
    nodes.every((node) => text(own(node.labels, 'iam.gke.io/gke-metadata-server-enabled')) === 'true')
  );
}

function deniedAbove(lookup: Lookup, namespace: string): boolean {
  const denied = adminPolicies(lookup).some(
    (policy) => coversNamespace(policy, namespace, lookup) && adminDenies(policy, service),
  );
  return denied || foreignCover(lookup, namespace, 'egress').defaultDeny !== undefined;
}
