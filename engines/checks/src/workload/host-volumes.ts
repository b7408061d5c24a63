import { type Container, containerPointer, items, type PodTemplate, type Resource, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { type CheckContext, none, type Problem, type WorkloadCheck } from '../define-check.ts';
import { isControlPlanePod } from './control-plane.ts';
import { type Meaning, meaningOf, normalPath } from './host-place.ts';
import type { HostPlace } from './host-place-table.ts';

/** A mount of a hostPath volume in a container. */
export interface HostMount {
  readonly container: Container;
  readonly index: number;
  readonly mount: JsonObject;
  readonly written: boolean;
  /** The path of the node that the container sees: the volume's, with `subPath` or `subPathExpr` appended. */
  readonly path: string;
}

/** A volume of a pod that is a path of its node. */
export interface HostVolume {
  readonly index: number;
  readonly name: string;
  /** As written in the object. */
  readonly path: string;
  /** `Directory`, `Socket` …, where the object says what it expects at the path. */
  readonly type: string | undefined;
  readonly mounts: readonly HostMount[];
}

const noVolumes: readonly HostVolume[] = Object.freeze([]);

/** The hostPath volumes of a pod with every mount of them. */
export function hostVolumesOf(pod: PodTemplate): readonly HostVolume[] {
  const volumes = items(pod.spec['volumes']);
  if (!volumes.some((volume) => record(volume)['hostPath'] !== undefined)) return noVolumes;
  return volumes.flatMap((value, index) => {
    const volume = record(value);
    const hostPath = record(volume['hostPath']);
    const path = text(hostPath['path']);
    const name = text(volume['name']);
    return path && name ? [{ index, name, path, type: text(hostPath['type']), mounts: mountsOf(pod, name, path) }] : [];
  });
}

function mountsOf(pod: PodTemplate, volume: string, path: string): readonly HostMount[] {
  return pod.containers.flatMap((container) =>
    items(container.value['volumeMounts']).flatMap((value, index) => {
      const mount = record(value);
      if (mount['name'] !== volume) return [];
      const below = text(mount['subPath']) ?? text(mount['subPathExpr']) ?? '';
      return [{ container, index, mount, written: mount['readOnly'] !== true, path: normalPath(`${path}/${below}`) }];
    }),
  );
}

/** The mount at a pointer such as `/spec/containers/0/volumeMounts/1`, where it is one of a path of the node. */
export function hostMountAt(resource: Resource, pointer: string): HostMount | undefined {
  return resource.templates
    .flatMap(hostVolumesOf)
    .flatMap((volume) => volume.mounts)
    .find(({ container, index }) => containerPointer(container, `/volumeMounts/${index}`) === pointer);
}

/** The `find` of a check on one place of the node: a problem for each volume that brings it into the pod. */
export function findHostPlace(place: HostPlace): WorkloadCheck['find'] {
  return (pod: PodTemplate, resource: Resource, context: CheckContext): readonly Problem[] => {
    const volumes = hostVolumesOf(pod);
    if (volumes.length === 0 || isControlPlanePod(resource, context)) return none;
    return volumes.flatMap((volume) => placeProblem(pod, volume, place));
  };
}

/** What a volume gives, by each path of it that a container sees, or by its own where none mounts it. */
function meaningsOf(volume: HostVolume): readonly Meaning[] {
  if (volume.mounts.length === 0)
    return [meaningOf(normalPath(volume.path), false)].filter((found) => found !== undefined);
  const writtenByPath = new Map<string, boolean>();
  for (const { path, written } of volume.mounts) writtenByPath.set(path, written || writtenByPath.get(path) === true);
  return [...writtenByPath].flatMap(([path, written]) => meaningOf(path, written) ?? []);
}

function placeProblem(pod: PodTemplate, volume: HostVolume, place: HostPlace): readonly Problem[] {
  const meaning = meaningsOf(volume).find((found) => found.place === place);
  if (meaning === undefined) return none;
  return [
    {
      pointer: `${pod.specPointer}/volumes/${volume.index}/hostPath/path`,
      value: volume.path,
      message: `Volume "${volume.name}" is ${volume.path} of the node, ${mountedBy(volume)}: it gives ${meaning.gives}.`,
    },
  ];
}

function mountedBy(volume: HostVolume): string {
  const names = [...new Set(volume.mounts.map(({ container }) => `"${container.name}"`))];
  if (names.length === 0) return 'so far mounted by no container';
  return `mounted by ${names.length === 1 ? 'container' : 'containers'} ${names.join(', ')}`;
}
