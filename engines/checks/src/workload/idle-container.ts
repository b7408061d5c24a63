import { defineCheck, none } from '../define-check.ts';
import { type Command, scriptsOf } from './commands.ts';
import { isLongRunning } from './containers.ts';

export default defineCheck({
  id: 'workload-idle-container',
  version: 1,
  title: 'Container only sleeps',
  severity: 'low',
  why: "A container that does nothing is kept for somebody to work in: a shell with the pod's Secrets, network and service account that nobody misses.",
  attack: 'An intruder moves into a pod that does nothing by itself and whose behaviour nobody watches.',
  remedy: 'Delete the workload; use a debug container when one is needed.',
  accept: 'Sidecars that hold a volume or a network namespace for others.',
  references: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/#ephemeral-container'],
  techniques: ['T1609', 'T1610'],
  appliesTo: 'workload',
  onlyWith: ['command', 'args'],
  mentions: ['sleep', 'tail'],
  find: (pod, resource) => {
    if (!isLongRunning(resource, pod)) return none;
    return pod.containers
      .filter(({ list }) => list === 'containers')
      .flatMap((container) =>
        scriptsOf(container, ['sleep', 'tail'])
          .filter(({ place, commands }) => place === 'start' && commands.every(isIdle))
          .map(({ pointer }) => ({ pointer, message: `Container "${container.name}" does nothing but sleep.` })),
      );
  },
  repair: { kind: 'none', reason: 'Whether somebody uses it has to be asked first.' },
});

const loops: ReadonlySet<string> = new Set(['true', ':', 'done', 'trap', 'wait', 'echo', '']);

function isIdle({ program, arguments: words }: Command): boolean {
  if (program === 'tail') return words.includes('/dev/null');
  return program === 'sleep' || loops.has(program);
}
