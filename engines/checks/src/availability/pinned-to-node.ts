import { items, own, type PodTemplate, record, text, texts } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'availability-pinned-to-node',
  version: 1,
  title: 'Workload can run on one node only',
  severity: 'low',
  why: 'Pods that name their node go down with it and cannot be moved; with nodeName even the scheduler and its taints are passed by.',
  attack: 'Taking down, or taking over, that one node is enough; nodeName also puts a pod onto a control-plane node.',
  remedy: 'Select nodes by a label that several of them have.',
  accept: 'Workloads bound to hardware or local storage of that node.',
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename'],
  techniques: ['T1499', 'T1610'],
  appliesTo: 'workload',
  onlyWith: ['nodeName', 'nodeSelector', 'affinity'],
  find: (pod, resource): readonly Problem[] => {
    // The scheduler itself writes the node into a Pod.
    if (pod.pointer === '') return none;
    const { spec, specPointer } = pod;
    const subject = `Pods of ${resource.ref.kind} "${resource.name}"`;
    const nodeName = text(spec['nodeName']);
    if (nodeName) {
      return [
        {
          pointer: `${specPointer}/nodeName`,
          value: nodeName,
          message: `${subject} run on node "${nodeName}" only, past the scheduler.`,
        },
      ];
    }
    const selected = text(own(record(spec['nodeSelector']), hostname));
    if (selected) {
      return [
        {
          pointer: `${specPointer}/nodeSelector/kubernetes.io~1hostname`,
          value: selected,
          message: `${subject} run on node "${selected}" only.`,
        },
      ];
    }
    return requiredNode(pod, subject);
  },
  repair: { kind: 'none', reason: 'Why the workload is bound to the node is not known from the objects.' },
});

const hostname = 'kubernetes.io/hostname';

/** Terms of node affinity are alternatives: the pod is pinned where all of them name one and the same node. */
function requiredNode(pod: PodTemplate, subject: string): readonly Problem[] {
  const affinity = record(record(pod.spec['affinity'])['nodeAffinity']);
  const terms = items(record(affinity['requiredDuringSchedulingIgnoredDuringExecution'])['nodeSelectorTerms']);
  const nodes = new Set(terms.map(nodeOfTerm));
  const [node] = nodes;
  if (nodes.size !== 1 || node === undefined) return none;
  const pointer = `${pod.specPointer}/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution`;
  return [{ pointer, value: node, message: `${subject} run on node "${node}" only.` }];
}

function nodeOfTerm(term: JsonValue): string | undefined {
  const { matchExpressions, matchFields } = record(term);
  for (const item of [...items(matchExpressions), ...items(matchFields)]) {
    const { key, operator, values } = record(item);
    if ((key === hostname || key === 'metadata.name') && operator === 'In') {
      const names = texts(values);
      return names.length === 1 ? names[0] : undefined;
    }
  }
  return undefined;
}
