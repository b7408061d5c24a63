import { text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'workload-other-scheduler',
  version: 1,
  title: 'Pod is placed by another scheduler',
  severity: 'info',
  why: 'A second scheduler decides where the pod runs, by rules of its own; where none of that name runs, the pod waits for ever, and whoever runs one under that name decides.',
  attack:
    'Somebody with the right to bind pods runs a scheduler of that name and puts the pod on a node of his choice.',
  remedy: 'Leave `schedulerName` out, unless that scheduler is part of the platform.',
  references: ['https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/'],
  techniques: ['T1610'],
  appliesTo: 'workload',
  onlyWith: ['schedulerName'],
  find: (pod) => {
    const name = text(pod.spec['schedulerName']);
    if (!name || name === 'default-scheduler') return none;
    return [
      {
        pointer: `${pod.specPointer}/schedulerName`,
        value: name,
        message: `The pod is placed by scheduler "${name}", not by the cluster's own.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'Whether that scheduler belongs to the platform cannot be told from the object.' },
});
