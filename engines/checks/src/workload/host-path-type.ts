import { items, type PodTemplate, record, text } from '@bulwark/model';
import { valueAt } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { normalPath } from './host-place.ts';

export default defineCheck({
  id: 'workload-host-path-type',
  version: 1,
  title: 'hostPath volume does not say what it expects',
  severity: 'low',
  why: "Without a type nothing checks the path before it is mounted: where a socket or file is missing, the runtime may put an empty folder of root's in its place, and where somebody put another kind of file, that is mounted.",
  attack:
    'Whoever can write to the folder on the node replaces the expected file by a link or socket, and the next pod mounts it.',
  remedy: 'State the type: `Directory`, `File`, `Socket`, `CharDevice` or `BlockDevice`.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath-volume-types'],
  techniques: ['T1611'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: problemsOf,
  repair: {
    kind: 'edit',
    summary: 'state the type that the path has on every node',
    disruption: 'restart',
    edits: (problem, resource) => {
      const path = text(valueAt(resource.object, problem.pointer.replace(/type$/, 'path')));
      const type = path === undefined ? undefined : typeOf(normalPath(path));
      return type ? [set(problem.pointer, type)] : 'what lies at the path on the node cannot be told from the object';
    },
  },
});

function problemsOf(pod: PodTemplate): readonly Problem[] {
  return items(pod.spec['volumes']).flatMap((value, index) => {
    const volume = record(value);
    const hostPath = record(volume['hostPath']);
    const path = text(hostPath['path']);
    if (path === undefined || (text(hostPath['type']) ?? '') !== '') return [];
    return [
      {
        pointer: `${pod.specPointer}/volumes/${index}/hostPath/type`,
        message: `Volume "${text(volume['name']) ?? ''}" mounts ${path} of the node, whatever lies there.`,
      },
    ];
  });
}

const directories: ReadonlySet<string> = new Set([
  ...['/', '/boot', '/dev', '/etc', '/home', '/lib', '/proc', '/root', '/run', '/sys', '/tmp', '/usr', '/var'],
  ...['/lib/modules', '/sys/fs/bpf', '/sys/fs/cgroup', '/usr/bin', '/var/lib', '/var/log'],
  ...['/var/lib/kubelet', '/var/lib/kubelet/pods', '/var/log/containers', '/var/log/pods'],
]);

function typeOf(path: string): string | undefined {
  if (directories.has(path)) return 'Directory';
  return path.endsWith('.sock') ? 'Socket' : undefined;
}
