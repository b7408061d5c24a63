import { items, matchesSelector, type PodTemplate, type Resource, record } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { append } from '../edit.ts';
import { fewestReplicas, scaledKinds } from './scaling.ts';

export default defineCheck({
  id: 'availability-no-spread',
  version: 1,
  title: 'Replicas may all run on one node',
  severity: 'low',
  why: "Without spread constraints or anti-affinity of its own the workload has only the scheduler's default, which allows several replicas on a node and gives way when the cluster is full.",
  attack: 'The failure, drain or compromise of one node takes all replicas with it.',
  remedy: 'Add topologySpreadConstraints over kubernetes.io/hostname (and the zone), or podAntiAffinity.',
  accept: 'Clusters with one node, or whose scheduler spreads all workloads by its own defaults.',
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
  techniques: ['T1499'],
  appliesTo: scaledKinds,
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    const [template] = resource.templates;
    if (template === undefined || isSpread(template)) return none;
    const replicas = fewestReplicas(resource, lookup);
    if (replicas < 2) return none;
    return [
      {
        pointer: `${template.specPointer}/topologySpreadConstraints`,
        message: `${resource.ref.kind} "${resource.name}" does not say that its ${replicas} replicas run on different nodes.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'spread the replicas over nodes where there is room',
    disruption: 'restart',
    edits: (problem, resource) => {
      const selector = record(resource.object['spec'])['selector'];
      if (Object.keys(record(selector)).length === 0 || selector === undefined)
        return 'the workload has no selector to count its pods by';
      const constraint = {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: selector,
      };
      return [append(problem.pointer, constraint)];
    },
  },
});

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Whether a constraint keeps pods of the workload away from each other: one that selects other pods does not. */
function isSpread(template: PodTemplate): boolean {
  const constraints = items(template.spec['topologySpreadConstraints']);
  if (constraints.some((constraint) => selectsOwn(constraint, template))) return true;
  const affinity = record(record(template.spec['affinity'])['podAntiAffinity']);
  return (
    items(affinity[required]).some((term) => selectsOwn(term, template)) ||
    items(affinity[preferred]).some((term) => selectsOwn(record(term)['podAffinityTerm'], template))
  );
}

function selectsOwn(term: JsonValue | undefined, template: PodTemplate): boolean {
  return matchesSelector(record(term)['labelSelector'], template.labels) === true;
}
