import { items, type PodTemplate, record } from '@bulwark/model';
import { isObject, pointer } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { isControlPlanePod } from './control-plane.ts';
import { isControlPlaneKey } from './placement.ts';

export default defineCheck({
  id: 'workload-control-plane-placement',
  version: 1,
  title: 'Pod asks for a control-plane node',
  severity: 'medium',
  why: 'On control-plane nodes lie the keys of the cluster and etcd: a pod that gets out of its container there has everything, and one that uses up the node stops the API server.',
  attack:
    'An intruder sends a pod to a control-plane node and needs one more flaw, or one careless mount, for the whole cluster.',
  remedy: 'Let the pod run on worker nodes.',
  accept:
    'Parts of the cluster itself that belong beside the API server: cloud controllers, backup of etcd, audits of the node.',
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
    'https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-control-plane',
  ],
  techniques: ['T1610', 'T1611'],
  appliesTo: 'workload',
  find: (pod, resource, context) => {
    const { nodeSelector, affinity } = pod.spec;
    if ((nodeSelector ?? affinity) === undefined || isControlPlanePod(resource, context)) return none;
    return [...selectorProblems(pod), ...affinityProblems(pod)];
  },
  repair: { kind: 'none', reason: 'Why the pod was sent there cannot be told from the object.' },
});

function selectorProblems(pod: PodTemplate): readonly Problem[] {
  const key = Object.keys(record(pod.spec['nodeSelector'])).find(isControlPlaneKey);
  return key === undefined ? none : [problem(pointer(`${pod.specPointer}/nodeSelector`, key), key)];
}

function affinityProblems(pod: PodTemplate): readonly Problem[] {
  const node = record(record(pod.spec['affinity'])['nodeAffinity']);
  const required = node['requiredDuringSchedulingIgnoredDuringExecution'];
  if (!isObject(required)) return none;
  const at = `${pod.specPointer}/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms`;
  // The terms are alternatives: one finding for the choice of such nodes, at the first that makes it.
  for (const [index, term] of items(required['nodeSelectorTerms']).entries()) {
    for (const [place, value] of items(record(term)['matchExpressions']).entries()) {
      const { key, operator } = record(value);
      if (isControlPlaneKey(key) && (operator === 'Exists' || operator === 'In')) {
        return [problem(`${at}/${index}/matchExpressions/${place}`, String(key))];
      }
    }
  }
  return none;
}

function problem(at: string, key: string): Problem {
  return { pointer: at, message: `The pod runs on nodes with the label ${key}: those of the control plane.` };
}
