import { type IntOrString, integer, parseIntOrString, type Resource, record, scaledValue } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { valueText } from '../network/value-text.ts';
import { replicasOf } from './scaling.ts';

export default defineCheck({
  id: 'availability-rolling-update-outage',
  version: 1,
  title: 'Rollout may stop all pods at once',
  severity: 'low',
  why: 'With maxUnavailable as great as the number of pods a rollout may stop all of them together, and one that fails leaves none.',
  attack: 'A change of image or configuration that does not start takes the service down.',
  remedy: 'Set maxUnavailable to a part of the pods, such as 25%.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable'],
  techniques: ['T1499'],
  appliesTo: ['Deployment.apps', 'DaemonSet.apps'],
  find: (resource: Resource): readonly Problem[] => {
    const field = resource.ref.kind === 'DaemonSet' ? 'updateStrategy' : 'strategy';
    const strategy = record(record(resource.object['spec'])[field]);
    const value = record(strategy['rollingUpdate'])['maxUnavailable'];
    const parsed = parseIntOrString(value);
    if (value === undefined || parsed === undefined || strategy['type'] === 'Recreate') return none;
    if (!isAll(resource, parsed)) return none;
    return [
      {
        pointer: `/spec/${field}/rollingUpdate/maxUnavailable`,
        value,
        message: `${resource.ref.kind} "${resource.name}" may stop all its pods at once in a rollout (maxUnavailable ${valueText(value)}).`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'stop at most a quarter of the pods at a time',
    disruption: 'none',
    edits: (problem) => [set(problem.pointer, '25%')],
  },
});

function isAll(resource: Resource, value: IntOrString): boolean {
  if (value.kind === 'percent' && value.value >= 100) return true;
  // A DaemonSet has as many pods as there are nodes; a single pod cannot be stopped in parts.
  if (resource.ref.kind === 'DaemonSet' || integer(record(resource.object['spec'])['replicas']) === undefined)
    return false;
  const replicas = replicasOf(resource);
  const most = scaledValue(value, replicas, 'down');
  return replicas > 1 && most !== undefined && most >= replicas;
}
