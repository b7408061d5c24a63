import { containerPointer, type PodTemplate, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';

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
  find: (pod) => {
    const inContainers = pod.containers.flatMap((container) =>
      problemsOf(container.securityContext, containerPointer(container), `Container "${container.name}" runs`),
    );
    return pod.spec['securityContext'] === undefined ? inContainers : [...podProblems(pod), ...inContainers];
  },
  repair: {
    kind: 'edit',
    summary: 'set runAsUserName to ContainerUser',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, 'ContainerUser')],
  },
});

function podProblems(pod: PodTemplate): readonly Problem[] {
  return problemsOf(record(pod.spec['securityContext']), pod.specPointer, 'Containers of the pod run');
}

function problemsOf(context: JsonObject, at: string, subject: string): readonly Problem[] {
  if (context['windowsOptions'] === undefined) return [];
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
