import { type Container, integer, type PodTemplate, type Resource, record, text } from '@bulwark/model';
import { none, type Problem } from '../define-check.ts';

/** What is wrong in the containers of a pod, one after the other; allocates nothing where nothing is. */
export function inContainers(
  { containers }: PodTemplate,
  find: (container: Container) => readonly Problem[],
): readonly Problem[] {
  let found: Problem[] | undefined;
  for (const container of containers) {
    const problems = find(container);
    if (problems.length > 0) found = found === undefined ? [...problems] : [...found, ...problems];
  }
  return found ?? none;
}

/** Whether a container runs for as long as the pod does: a regular one, or an init container that is a sidecar. */
export function runsOn(container: Container): boolean {
  return (
    container.list === 'containers' ||
    (container.list === 'initContainers' && container.value['restartPolicy'] === 'Always')
  );
}

/** Whether nothing in the object keeps the container from running as user 0. */
export function mayRunAsRoot(container: Container): boolean {
  const pod = record(container.template.spec['securityContext']);
  const user = integer(container.securityContext['runAsUser']) ?? integer(pod['runAsUser']);
  if (user !== undefined) return user === 0;
  return (container.securityContext['runAsNonRoot'] ?? pod['runAsNonRoot']) !== true;
}

/** Whether the pod says that it runs on Windows, where fields of Linux mean nothing. */
export function isWindows(pod: PodTemplate): boolean {
  if (record(pod.spec['os'])['name'] === 'windows') return true;
  const selector = record(pod.spec['nodeSelector']);
  return selector['kubernetes.io/os'] === 'windows' || selector['beta.kubernetes.io/os'] === 'windows';
}

const serviceKinds: ReadonlySet<string> = new Set([
  'Deployment.apps',
  'StatefulSet.apps',
  'DaemonSet.apps',
  'ReplicaSet.apps',
  'ReplicationController',
]);

/** Whether pods of this object are meant to run until somebody stops them, as those of a Job are not. */
export function isLongRunning(resource: Resource, pod: PodTemplate): boolean {
  if (serviceKinds.has(resource.kind)) return true;
  return resource.kind === 'Pod' && (text(pod.spec['restartPolicy']) ?? 'Always') === 'Always';
}
