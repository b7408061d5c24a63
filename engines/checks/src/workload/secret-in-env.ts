import { type Container, containerPointer, items, record, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-secret-in-env',
  version: 1,
  title: 'Secret is handed over in an environment variable',
  severity: 'low',
  why: 'Environment variables are inherited by every child process, end up in crash reports and debug pages, are shown by /proc, and do not change when the Secret is rotated. A file has its own permissions and is updated.',
  attack: 'A debug page, an error report or a shell in the container prints the environment with the password in it.',
  remedy: 'Mount the Secret as a volume and let the application read the file.',
  accept: 'Applications that can read it from nowhere else.',
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod',
  ],
  techniques: ['T1552', 'T1552.007'],
  appliesTo: 'workload',
  onlyWith: ['env'],
  find: (pod) => inContainers(pod, problemsOf),
  repair: {
    kind: 'none',
    reason: 'The application has to read a file instead of a variable; nobody but its authors can change that.',
  },
});

function problemsOf(container: Container): readonly Problem[] {
  const variables = items(container.value['env']);
  if (!variables.some((value) => record(record(value)['valueFrom'])['secretKeyRef'] !== undefined)) return none;
  return variables.flatMap((value, index) => {
    const secret = text(record(record(record(value)['valueFrom'])['secretKeyRef'])['name']);
    if (secret === undefined) return [];
    return [
      {
        pointer: containerPointer(container, `/env/${index}/valueFrom/secretKeyRef`),
        message: `Container "${container.name}" gets a value of Secret "${secret}" in variable "${text(record(value)['name']) ?? ''}".`,
      },
    ];
  });
}
