import { items, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'image-pull-secret-missing',
  version: 1,
  title: 'Pull secret does not exist',
  severity: 'low',
  why: 'The kubelet goes on without the login: a private image cannot be pulled on new nodes, a public name of the same path is pulled instead.',
  attack:
    'If the private repository does not exist publicly, the attacker makes one of that name and has its image pulled.',
  remedy: 'Create the Secret in the namespace of the pod, or remove its name.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/'],
  techniques: ['T1525'],
  scope: 'cluster',
  needs: ['Secret'],
  appliesTo: 'workload',
  onlyWith: ['imagePullSecrets'],
  find: (pod, resource, { lookup }) => {
    if (pod.spec['imagePullSecrets'] === undefined) return none;
    return items(pod.spec['imagePullSecrets']).flatMap((value, index) => {
      const name = text(record(value)['name']);
      if (!name || lookup.get('Secret', resource.namespace, name)) return [];
      return [
        {
          pointer: `${pod.specPointer}/imagePullSecrets/${index}/name`,
          value: name,
          message: `Pull secret "${name}" does not exist in namespace "${resource.namespace}".`,
        },
      ];
    });
  },
  repair: { kind: 'none', reason: 'Only the owner of the registry account can make the Secret.' },
});
