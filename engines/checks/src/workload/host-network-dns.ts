import { text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { isWindows } from './containers.ts';

export default defineCheck({
  id: 'workload-host-network-dns',
  version: 1,
  title: "Pod in the node's network asks the node's DNS",
  severity: 'low',
  why: "With `hostNetwork` the policy `ClusterFirst` silently becomes `Default`: names of Services are asked of the node's resolver, which does not know them and passes them on outside the cluster.",
  attack:
    'The operator of the outside resolver, or of a domain on its search path, sees the names of internal services and may answer for them.',
  remedy: "Set `dnsPolicy: ClusterFirstWithHostNet`; or `Default` where the pod is to use the node's DNS.",
  references: ['https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy'],
  techniques: ['T1046'],
  appliesTo: 'workload',
  onlyWith: ['hostNetwork'],
  find: (pod) => {
    const policy = text(pod.spec['dnsPolicy']);
    if (pod.spec['hostNetwork'] !== true || (policy !== undefined && policy !== 'ClusterFirst') || isWindows(pod))
      return none;
    return [
      {
        pointer: `${pod.specPointer}/dnsPolicy`,
        ...(policy === undefined ? {} : { value: policy }),
        message:
          "The pod is in the node's network, where dnsPolicy ClusterFirst has no effect: it asks the node's resolver.",
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'set dnsPolicy to ClusterFirstWithHostNet',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, 'ClusterFirstWithHostNet')],
  },
});
