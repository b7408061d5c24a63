import { text } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { execsOf, isShell, programOf } from './commands.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-shell-probe',
  version: 1,
  title: 'Probe starts a shell',
  severity: 'low',
  why: 'A probe that needs a shell ties the container to an image with one, starts several processes every few seconds, and makes "a shell was started" useless as a sign of an intruder.',
  attack:
    "An intruder's shell hides among those that the probe starts all day, and uses the tools that the image keeps for the probe.",
  remedy: 'Use `httpGet`, `grpc` or `tcpSocket`, or a small program of the image without a shell.',
  accept: 'Databases whose check is a client program with arguments from the environment.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  techniques: ['T1609'],
  appliesTo: 'workload',
  onlyWith: ['livenessProbe', 'readinessProbe', 'startupProbe'],
  find: (pod) =>
    inContainers(pod, (container) =>
      execsOf(container)
        .filter(({ exec, place }) => place === 'probe' && startsShell(exec['command']))
        .map(({ pointer }) => ({
          pointer: `${pointer}/command/0`,
          message: `A probe of container "${container.name}" starts a shell each time.`,
        })),
    ),
  repair: {
    kind: 'none',
    reason: "What the script asks has to be asked in another way, which needs the application's authors.",
  },
});

function startsShell(command: Parameters<typeof text>[0]): boolean {
  const words = Array.isArray(command) ? command.map((word) => text(word) ?? '') : [];
  return isShell(programOf(words).program);
}
