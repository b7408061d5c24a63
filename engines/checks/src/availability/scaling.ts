import { integer, type KindKey, kindKey, type Resource, record, text } from '@bulwark/model';
import type { Lookup } from '../lookup.ts';

/** Kinds whose pods are interchangeable copies that a number scales. */
export const scaledKinds: readonly KindKey[] = ['Deployment.apps', 'StatefulSet.apps'];

/** The number of pods a workload asks for; one where it does not say. */
export function replicasOf(workload: Resource): number {
  return integer(record(workload.object['spec'])['replicas']) ?? 1;
}

/** The HorizontalPodAutoscaler or KEDA ScaledObject that scales a workload. */
export function autoscalerOf(workload: Resource, lookup: Lookup): Resource | undefined {
  return autoscalers(lookup, workload.namespace).get(`${workload.kind}|${workload.name}`);
}

/** The fewest pods that a workload runs with as it is set up: what its autoscaler allows, else its replicas. */
export function fewestReplicas(workload: Resource, lookup: Lookup): number {
  const autoscaler = autoscalerOf(workload, lookup);
  if (autoscaler === undefined) return replicasOf(workload);
  const spec = record(autoscaler.object['spec']);
  return autoscaler.kind === hpa ? (integer(spec['minReplicas']) ?? 1) : (integer(spec['minReplicaCount']) ?? 0);
}

const hpa = 'HorizontalPodAutoscaler.autoscaling';
const scaledObject = 'ScaledObject.keda.sh';

function autoscalers(lookup: Lookup, namespace: string): ReadonlyMap<string, Resource> {
  return lookup.derive('autoscalers', namespace, (read) => {
    const byTarget = new Map<string, Resource>();
    for (const kind of [scaledObject, hpa]) {
      for (const autoscaler of read.list(kind, namespace)) {
        const target = targetOf(autoscaler);
        if (target) byTarget.set(`${target.kind}|${target.name}`, autoscaler);
      }
    }
    return byTarget;
  });
}

/** What an autoscaler scales; undefined where it names nothing. */
export function targetOf(autoscaler: Resource): { readonly kind: string; readonly name: string } | undefined {
  const target = record(record(autoscaler.object['spec'])['scaleTargetRef']);
  const name = text(target['name']);
  // KEDA takes a Deployment where the kind is left out.
  const kind = text(target['kind']) ?? (autoscaler.kind === scaledObject ? 'Deployment' : undefined);
  if (!name || !kind) return undefined;
  return { kind: kindKey(text(target['apiVersion']) ?? 'apps/v1', kind), name };
}
