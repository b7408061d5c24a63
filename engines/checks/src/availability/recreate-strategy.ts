import { items, type Resource, record } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { remove, set } from '../edit.ts';
import { serviceOnlyOn } from './serving.ts';

export default defineCheck({
  id: 'availability-recreate-strategy',
  version: 1,
  title: 'Deployment stops all its pods before it starts new ones',
  severity: 'low',
  why: 'With strategy Recreate each rollout is an outage, and one that fails stays an outage: so patches are put off.',
  attack: 'A change of image or configuration that does not start takes the service down.',
  remedy: 'Use RollingUpdate, the default.',
  accept: 'Applications that must not run in two versions at a time.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy'],
  techniques: ['T1499'],
  appliesTo: ['Deployment.apps'],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    if (record(record(resource.object['spec'])['strategy'])['type'] !== 'Recreate') return none;
    const [template] = resource.templates;
    if (template === undefined || holdsVolume(template.spec['volumes'])) return none;
    const service = serviceOnlyOn(resource, lookup);
    if (service === undefined) return none;
    return [
      {
        pointer: '/spec/strategy/type',
        value: 'Recreate',
        message: `Deployment "${resource.name}" stops all its pods before it starts new ones: Service "${service.name}" is down during each rollout.`,
        context: [{ pointer: '/spec/selector', resource: service.ref }],
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'roll out pod by pod',
    disruption: 'none',
    edits: (problem, resource) => {
      const strategy = record(record(resource.object['spec'])['strategy']);
      const stale = strategy['rollingUpdate'] === undefined ? [] : [remove('/spec/strategy/rollingUpdate')];
      return [set(problem.pointer, 'RollingUpdate'), ...stale];
    },
  },
});

/** A claim that one pod holds at a time cannot be held by the next one before the last one is gone. */
function holdsVolume(volumes: JsonValue | undefined): boolean {
  return items(volumes).some((volume) => record(volume)['persistentVolumeClaim'] !== undefined);
}
