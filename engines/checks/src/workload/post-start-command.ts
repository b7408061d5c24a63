import { containerPointer, items, record } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';

export default defineCheck({
  id: 'workload-post-start-command',
  version: 1,
  title: "Command is run beside the container's program",
  severity: 'low',
  why: 'A postStart hook runs a second program in the container, before or after its own as it happens; its output is in no log. What it does is easily missed in a review, and a hook that fails kills the container.',
  attack:
    'A line in the hook of a trusted workload starts something else in it that shows neither in its image nor in its logs.',
  remedy: 'Do the work in the image or in an init container, whose output is logged.',
  references: ['https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/'],
  techniques: ['T1609'],
  appliesTo: 'workload',
  onlyWith: ['lifecycle'],
  find: (pod) =>
    pod.containers
      .filter(
        ({ value }) =>
          value['lifecycle'] !== undefined &&
          items(record(record(record(value['lifecycle'])['postStart'])['exec'])['command']).length > 0,
      )
      .map((container) => ({
        pointer: containerPointer(container, '/lifecycle/postStart/exec/command'),
        message: `Container "${container.name}" runs a second command at its start, whose output is in no log.`,
      })),
  repair: { kind: 'none', reason: 'The work that the hook does has to be moved into the image or an init container.' },
});
