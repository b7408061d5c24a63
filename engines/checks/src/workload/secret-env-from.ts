import { containerPointer, items, record, text } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-secret-env-from',
  version: 1,
  title: 'Whole Secret becomes environment variables',
  severity: 'medium',
  why: 'With `envFrom` every key of the Secret becomes a variable, also those that the container does not need and those that are added later; a key such as LD_PRELOAD or PATH changes what it runs.',
  attack:
    'Whoever may edit the Secret adds a key that makes the container load a library of theirs; whoever sees the environment has all of the Secret.',
  remedy: 'Mount the Secret as a volume, or name the single keys.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#use-case-as-container-environment-variables'],
  techniques: ['T1552', 'T1552.007'],
  appliesTo: 'workload',
  onlyWith: ['envFrom'],
  find: (pod) =>
    inContainers(pod, (container) =>
      items(container.value['envFrom']).flatMap((value, index) => {
        const secret = text(record(record(value)['secretRef'])['name']);
        if (secret === undefined) return [];
        return [
          {
            pointer: containerPointer(container, `/envFrom/${index}/secretRef`),
            message: `Container "${container.name}" gets every key of Secret "${secret}" as an environment variable.`,
          },
        ];
      }),
    ),
  repair: { kind: 'none', reason: 'Which of the keys the application needs cannot be told from the object.' },
});
