import { defineCheck } from '../define-check.ts';
import { scriptsOf } from './commands.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-sudo-command',
  version: 1,
  title: 'Container gains root with sudo',
  severity: 'medium',
  why: 'A user who may call sudo is root by another name: the image holds a program that gives root to him, and allowPrivilegeEscalation has to stay on for it to work.',
  attack: "Code that runs as the application's user calls sudo as the start script does, and is root in the container.",
  remedy:
    'Do what needs root while the image is built, or in an init container with just that right; then remove sudo from the image.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  techniques: ['T1611'],
  appliesTo: 'workload',
  onlyWith: ['command', 'args', 'lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'],
  find: (pod) =>
    inContainers(pod, (container) =>
      scriptsOf(container, ['sudo', 'doas']).flatMap(({ pointer, commands }) => {
        const command = commands.find(({ wrappers }) => wrappers.includes('sudo') || wrappers.includes('doas'));
        if (command === undefined) return [];
        return [
          { pointer, message: `Container "${container.name}" runs ${command.program || 'a command'} as root by sudo.` },
        ];
      }),
    ),
  repair: { kind: 'none', reason: 'What the command needs root for has to be done in another way first.' },
});
