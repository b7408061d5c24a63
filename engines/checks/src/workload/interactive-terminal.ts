import { type Container, containerPointer } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'workload-interactive-terminal',
  version: 1,
  title: 'Container keeps a terminal open',
  severity: 'low',
  why: 'With `stdin` or `tty` the container waits for somebody to attach: whoever may attach to the pod types into its main process, which leaves less of a trace than a command started by exec.',
  attack:
    'A user with the right to attach works in the open shell of the container without starting a process that runtime detection would see.',
  remedy: 'Remove `stdin` and `tty` from the template; use a debug container for interactive work.',
  accept: 'Pods that are workstations on purpose.',
  references: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/'],
  techniques: ['T1609'],
  appliesTo: 'workload',
  onlyWith: ['stdin', 'tty'],
  find: (pod) =>
    pod.containers.filter(isInteractive).map((container) => {
      const field = container.value['stdin'] === true ? 'stdin' : 'tty';
      return {
        pointer: containerPointer(container, `/${field}`),
        value: true,
        message: `Container "${container.name}" keeps ${field === 'stdin' ? 'its standard input' : 'a terminal'} open for whoever attaches.`,
      };
    }),
  repair: {
    kind: 'edit',
    summary: 'turn stdin and tty off',
    disruption: 'restart',
    edits: (problem) => {
      const container = problem.pointer.slice(0, problem.pointer.lastIndexOf('/'));
      return [set(`${container}/stdin`, false), set(`${container}/tty`, false)];
    },
  },
});

function isInteractive(container: Container): boolean {
  if (container.list === 'ephemeralContainers') return false;
  return container.value['stdin'] === true || container.value['tty'] === true;
}
