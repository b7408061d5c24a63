import { type Container, containerPointer, items, record, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-termination-message-path',
  version: 1,
  title: 'Termination message lies over other files',
  severity: 'low',
  why: 'The kubelet mounts an empty file that everybody may write over `terminationMessagePath`, and shows its end in the status of the pod. Over a system file or in a mounted volume it replaces what is there, also where the root filesystem is read-only.',
  attack:
    'A container that seems read-only gets a writable file in place of one that programs trust, such as one under /etc.',
  remedy: 'Leave the field out, which gives /dev/termination-log.',
  references: ['https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/'],
  techniques: ['T1036'],
  appliesTo: 'workload',
  onlyWith: ['terminationMessagePath'],
  find: (pod) => inContainers(pod, problemOf),
  repair: {
    kind: 'edit',
    summary: 'write the message to the usual file',
    disruption: 'restart',
    edits: (problem) => [remove(problem.pointer)],
  },
});

const usualPath = '/dev/termination-log';
const systemFolders = [
  '/bin',
  '/boot',
  '/etc',
  '/lib',
  '/proc',
  '/root',
  '/sbin',
  '/sys',
  '/usr',
  '/run/secrets',
  '/var/run/secrets',
];

function problemOf(container: Container): readonly Problem[] {
  const path = text(container.value['terminationMessagePath']) ?? usualPath;
  if (path === usualPath) return none;
  const mounts = items(container.value['volumeMounts']).map((mount) => text(record(mount)['mountPath']) ?? '');
  const covered = [...systemFolders, ...mounts].find(
    (folder) => folder !== '' && `${path}/`.startsWith(`${folder.replace(/\/$/, '')}/`),
  );
  if (covered === undefined) return none;
  return [
    {
      pointer: containerPointer(container, '/terminationMessagePath'),
      value: path,
      message: `Container "${container.name}" gets a writable file at ${path}, over what ${covered} holds there.`,
    },
  ];
}
