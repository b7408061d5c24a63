import { type Container, containerPointer, items, type PodTemplate, type Resource } from '@bulwark/model';
import { valueAt } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { append, type Edit, remove, set } from '../edit.ts';
import { addedCapabilities, baselineCapabilities, capabilitiesOf, capabilityName } from './capabilities.ts';
import { isExemptWindowsPod, unlessWindows } from './relaxations.ts';
import { inContainers, titleOf } from './security-context.ts';

const firstVersion = 22;

export default defineCheck({
  id: 'pod-capabilities-restricted',
  version: 1,
  title: 'Container keeps capabilities it has not asked for',
  severity: 'medium',
  level: 'restricted',
  why: 'Without `drop: ["ALL"]` a container that runs as root has about a dozen capabilities that hardly any program needs.',
  attack:
    'Code that got root in the container uses them: it changes owners and modes of files in shared volumes, makes device nodes, or forges packets.',
  remedy: 'Set `capabilities.drop: ["ALL"]` and add back at most `NET_BIND_SERVICE`.',
  accept: 'A program that starts as root and changes to another user itself (`SETUID`, `SETGID`, `CHOWN`).',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container',
  ],
  techniques: ['T1611', 'T1068'],
  appliesTo: 'workload',
  find: (pod: PodTemplate, _resource, { kubeMinor }) =>
    kubeMinor < firstVersion || isExemptWindowsPod(pod, kubeMinor) ? none : inContainers(pod, findCapabilities),
  repair: {
    kind: 'edit',
    summary: 'drop ALL capabilities, and add none but NET_BIND_SERVICE',
    disruption: 'restart',
    edits: (found, resource) =>
      found.pointer.endsWith('/drop')
        ? unlessWindows(found, resource, () => [dropAll(found.pointer, resource)])
        : [remove(found.pointer)],
  },
});

function dropAll(pointer: string, resource: Resource): Edit {
  const misspelt = items(valueAt(resource.object, pointer)).findIndex((name) => capabilityName(name) === 'ALL');
  return misspelt === -1 ? append(pointer, 'ALL') : set(`${pointer}/${misspelt}`, 'ALL');
}

function findCapabilities(container: Container): readonly Problem[] {
  const added = addedCapabilities(
    container,
    // What the baseline forbids is the baseline control's to report.
    (name) => name !== 'NET_BIND_SERVICE' && baselineCapabilities.has(name),
    (name) => `${titleOf(container)} adds the capability ${name}; the restricted level allows NET_BIND_SERVICE only.`,
  );
  if (items(capabilitiesOf(container)['drop']).includes('ALL')) return added;
  const missing = {
    pointer: containerPointer(container, '/securityContext/capabilities/drop'),
    message: `${titleOf(container)} does not drop ALL capabilities: it keeps the runtime's default set.`,
  };
  return [...added, missing];
}
