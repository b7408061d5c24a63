import { integer, items, type PodTemplate, type Resource, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'workload-secret-file-mode',
  version: 1,
  title: 'Private key is readable by every user of the container',
  severity: 'low',
  why: 'Files of a Secret are readable by all by default (0644). A private key that every process of the container may read is no longer private where helper processes run as other users; ssh refuses such a key outright.',
  attack: 'A helper process that runs as another user in the same container, and was broken into, reads the key.',
  remedy:
    'Set `defaultMode: 0440`, and a `fsGroup` so that the application, which is not root, may still read the files.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions'],
  techniques: ['T1552.001'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: problemsOf,
  repair: {
    kind: 'edit',
    summary: 'let only the owner and the group of the pod read the files',
    disruption: 'restart',
    edits: (problem, resource) => {
      const pod = resource.templates.find(({ specPointer }) => problem.pointer.startsWith(`${specPointer}/`));
      const group = record(pod?.spec['securityContext'])['fsGroup'];
      return group === undefined
        ? 'without a fsGroup an application that is not root could no longer read the key'
        : [set(problem.pointer, 0o440)];
    },
  },
});

const readableByAll = 0o004;
const usualMode = 0o644;
const keyTypes: ReadonlySet<unknown> = new Set(['kubernetes.io/ssh-auth', 'kubernetes.io/tls']);

function problemsOf(pod: PodTemplate, resource: Resource, context: CheckContext): readonly Problem[] {
  return items(pod.spec['volumes']).flatMap((value, index) => {
    const volume = record(value);
    const secret = record(volume['secret']);
    const name = text(secret['secretName']);
    const mode = integer(secret['defaultMode']) ?? usualMode;
    if (name === undefined || (mode & readableByAll) === 0 || allItemsHaveModes(secret)) return [];
    const type = context.lookup.get('Secret', resource.namespace, name)?.object['type'];
    if (!keyTypes.has(type)) return [];
    return [
      {
        pointer: `${pod.specPointer}/volumes/${index}/secret/defaultMode`,
        ...(secret['defaultMode'] === undefined ? {} : { value: mode }),
        message: `The private key of Secret "${name}" in volume "${text(volume['name']) ?? ''}" has mode 0${mode.toString(8)}: every user of the container may read it.`,
      },
    ];
  });
}

function allItemsHaveModes(secret: JsonObject): boolean {
  const chosen = items(secret['items']).map((item) => integer(record(item)['mode']));
  return chosen.length > 0 && chosen.every((mode) => mode !== undefined && (mode & readableByAll) === 0);
}
