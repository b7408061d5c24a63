import { containerPointer, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-windows-administrator',
  version: 1,
  title: 'Windows container runs as administrator',
  severity: 'medium',
  why: 'ContainerAdministrator may change everything in the container and reaches more of the kernel that Windows containers share with their node: it is to Windows what root is to Linux.',
  attack: 'An exploit of the shared kernel starts from the strongest account there is in a container.',
  remedy: 'Set `runAsUserName: ContainerUser`.',
  accept: 'Software that installs itself at its first start, until it has an image.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/'],
  techniques: ['T1611', 'T1068'],
  appliesTo: 'workload',
  onlyWith: ['securityContext.windowsOptions'],
  find: (pod) => [
    ...problemsOf(record(pod.spec['securityContext']), pod.specPointer, 'Containers of the pod run'),
    ...inContainers(pod, (container) =>
      problemsOf(container.securityContext, containerPointer(container), `Container "${container.name}" runs`),
    ),
  ],
  repair: {
    kind: 'edit',
    summary: 'set runAsUserName to ContainerUser',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, 'ContainerUser')],
  },
});

function problemsOf(context: JsonObject, at: string, subject: string): readonly Problem[] {
  const user = text(record(context['windowsOptions'])['runAsUserName']);
  if (user?.toLowerCase() !== 'containeradministrator') return [];
  return [
    {
      pointer: `${at}/securityContext/windowsOptions/runAsUserName`,
      value: user,
      message: `${subject} as ContainerAdministrator.`,
    },
  ];
}
