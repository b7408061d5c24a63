import { items, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { entriesOf } from '../secret/entries-of.ts';

export default defineCheck({
  id: 'image-pull-secret-type',
  version: 1,
  title: 'Pull secret is of a type that the kubelet does not read',
  severity: 'low',
  why: 'The kubelet reads logins only from Secrets of type kubernetes.io/dockerconfigjson or dockercfg with the key of that name. Any other is passed over, and the pull goes on without a login.',
  attack: 'None by itself; where private pulls fail, people make repositories public.',
  remedy: 'Make the Secret anew with `kubectl create secret docker-registry`.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/'],
  techniques: [],
  appliesTo: 'workload',
  onlyWith: ['imagePullSecrets'],
  find: (pod, resource, { lookup }) => {
    if (pod.spec['imagePullSecrets'] === undefined) return none;
    return items(pod.spec['imagePullSecrets']).flatMap((value, index) => {
      const name = text(record(value)['name']) ?? '';
      const secret = lookup.get('Secret', resource.namespace, name);
      const key = secret && loginKeys.get(text(secret.object['type']) ?? 'Opaque');
      if (secret === undefined || (key !== undefined && entriesOf(secret, lookup).some((entry) => entry.key === key)))
        return [];
      return [
        {
          pointer: `${pod.specPointer}/imagePullSecrets/${index}/name`,
          value: name,
          message: `Pull secret "${name}" is no registry login that the kubelet reads (type ${text(secret.object['type']) ?? 'Opaque'}).`,
          context: [{ resource: secret.ref, pointer: '/type' }],
        },
      ];
    });
  },
  repair: {
    kind: 'none',
    reason: 'The type of a Secret is immutable: it has to be made anew by whoever has the login.',
  },
});

const loginKeys: ReadonlyMap<string, string> = new Map([
  ['kubernetes.io/dockerconfigjson', '.dockerconfigjson'],
  ['kubernetes.io/dockercfg', '.dockercfg'],
]);
