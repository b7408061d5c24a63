import { containerPointer, items, type PodTemplate, record, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { isLongRunning } from './containers.ts';

export default defineCheck({
  id: 'workload-subpath-secret',
  version: 1,
  title: 'Secret is mounted in a way that never sees its changes',
  severity: 'low',
  why: 'A file mounted by `subPath` is a copy from the moment the container started. When the Secret is rotated, the container goes on with the old password or key.',
  attack:
    'A stolen credential stays usable after it was rotated, because the service still works with the old one and it cannot be revoked.',
  remedy:
    'Mount the Secret as a folder and point the application at the file in it, or restart the pods on each change.',
  accept: 'Where a controller restarts the pods whenever the Secret changes.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#mounted-secrets-are-updated-automatically'],
  techniques: ['T1552.001'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: (pod, resource) => (isLongRunning(resource, pod) ? problemsOf(pod) : none),
  repair: {
    kind: 'none',
    reason:
      'Without `subPath` the whole folder is mounted: the application may look for the file elsewhere, or lose files of its image.',
  },
});

function problemsOf(pod: PodTemplate): readonly Problem[] {
  const secrets = new Map<unknown, string>();
  for (const value of items(pod.spec['volumes'])) {
    const volume = record(value);
    const name = text(record(volume['secret'])['secretName']);
    if (name !== undefined) secrets.set(volume['name'], name);
  }
  if (secrets.size === 0) return none;
  return pod.containers.flatMap((container) =>
    items(container.value['volumeMounts']).flatMap((value, index) => {
      const mount = record(value);
      const secret = secrets.get(mount['name']);
      const field = mount['subPath'] ? 'subPath' : 'subPathExpr';
      if (secret === undefined || !mount[field]) return [];
      return [
        {
          pointer: containerPointer(container, `/volumeMounts/${index}/${field}`),
          message: `Container "${container.name}" does not see it when Secret "${secret}" changes: the file at ${String(mount['mountPath'])} stays as it was.`,
        },
      ];
    }),
  );
}
