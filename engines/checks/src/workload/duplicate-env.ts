import { type Container, containerPointer, items, record, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-duplicate-env',
  version: 1,
  title: 'Environment variable is set twice',
  severity: 'low',
  why: 'The last one wins and the first is ignored without a word: the setting that a reviewer reads, such as one that turns encryption on, is not the one that holds.',
  attack:
    'A second entry further down takes back a protective setting, and the review of the first sees nothing wrong.',
  remedy: 'Keep the one that is meant.',
  references: ['https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/'],
  techniques: ['T1562'],
  appliesTo: 'workload',
  onlyWith: ['env'],
  find: (pod) => inContainers(pod, problemsOf),
  repair: {
    kind: 'edit',
    summary: 'remove the entry that is ignored',
    disruption: 'restart',
    edits: (problem) => [remove(problem.pointer)],
  },
});

function problemsOf(container: Container): readonly Problem[] {
  const names = items(container.value['env']).map((value) => text(record(value)['name']));
  if (new Set(names).size === names.length) return none;
  // From the last to the first, so that removing one leaves the places of the others.
  return names
    .flatMap((name, index) => {
      if (name === undefined || names.lastIndexOf(name) === index) return [];
      return [
        {
          pointer: containerPointer(container, `/env/${index}`),
          message: `Container "${container.name}" sets variable "${name}" again further down: this entry has no effect.`,
        },
      ];
    })
    .reverse();
}
