import { type Container, containerPointer, parseImage, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { inContainers, isLongRunning } from './containers.ts';

const toolboxes: ReadonlySet<string> = new Set([
  'helm',
  'helm-kubectl',
  'k8s-kubectl',
  'kubectl',
  'netshoot',
  'network-multitool',
  'swiss-army-knife',
]);

export default defineCheck({
  id: 'workload-toolbox-image',
  version: 1,
  title: 'Image full of tools runs permanently',
  severity: 'low',
  why: 'An image with kubectl, Helm or network tools is a ready-made workplace for whoever gets in; as a debug container it would be there only while it is needed.',
  attack: "An intruder need not bring anything: the client, the tools and the pod's token are at hand.",
  remedy: 'Delete the workload, and use `kubectl debug` with the image when it is needed.',
  accept: 'Operators that are built on kubectl or Helm.',
  references: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/#ephemeral-container'],
  techniques: ['T1609', 'T1613', 'T1046'],
  appliesTo: 'workload',
  find: (pod, resource) =>
    isLongRunning(resource, pod)
      ? inContainers(pod, (container) => (container.list === 'containers' ? problemsOf(container) : none))
      : none,
  repair: { kind: 'none', reason: 'Whether somebody uses it has to be asked first.' },
});

function problemsOf(container: Container): readonly Problem[] {
  const image = text(container.value['image']);
  if (image === undefined) return none;
  const name = lastPart(image);
  if (!toolboxes.has(name) || parseImage(image) === undefined) return none;
  return [
    {
      pointer: containerPointer(container, '/image'),
      value: image,
      message: `Container "${container.name}" runs ${name} permanently: a set of tools for whoever gets in.`,
    },
  ];
}

/** The name of an image without registry, tag and digest. */
function lastPart(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  const end = name.search(/[:@]/);
  return end === -1 ? name : name.slice(0, end);
}
