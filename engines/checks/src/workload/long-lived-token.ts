import { type Container, containerPointer, items, type PodTemplate, type Resource, record, text } from '@bulwark/model';
import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-long-lived-token',
  version: 1,
  title: 'Service-account token that never expires is used',
  severity: 'medium',
  why: 'A token from a Secret of type kubernetes.io/service-account-token is bound to no pod and has no end: once copied it works until somebody deletes the Secret.',
  attack: 'Code in the container, or whoever reads a backup, copies the token and uses it months later from anywhere.',
  remedy:
    'Use the token that is mounted by itself, or a projected `serviceAccountToken` with an audience; both are renewed and end with the pod.',
  references: [
    'https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token',
    'https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken',
  ],
  techniques: ['T1528', 'T1550.001', 'T1552.007'],
  appliesTo: 'workload',
  onlyWith: ['volumes', 'env'],
  find: (pod, resource, context) => {
    const isToken = (name: string | undefined): name is string => holdsToken(name, resource, context);
    return [...volumeProblems(pod, isToken), ...inContainers(pod, (container) => envProblems(container, isToken))];
  },
  repair: {
    kind: 'none',
    reason:
      'The application reads the token from this very file or variable; it has to be pointed at the projected one first.',
  },
});

type IsToken = (name: string | undefined) => name is string;

function holdsToken(name: string | undefined, resource: Resource, { lookup }: CheckContext): boolean {
  if (name === undefined) return false;
  return lookup.get('Secret', resource.namespace, name)?.object['type'] === 'kubernetes.io/service-account-token';
}

function volumeProblems(pod: PodTemplate, isToken: IsToken): readonly Problem[] {
  return items(pod.spec['volumes']).flatMap((value, index) => {
    const name = text(record(record(value)['secret'])['secretName']);
    if (!isToken(name)) return [];
    return [
      {
        pointer: `${pod.specPointer}/volumes/${index}/secret/secretName`,
        value: name,
        message: `Volume "${text(record(value)['name']) ?? ''}" is the token of Secret "${name}", which never expires.`,
      },
    ];
  });
}

function envProblems(container: Container, isToken: IsToken): readonly Problem[] {
  return items(container.value['env']).flatMap((value, index) => {
    const reference = record(record(record(value)['valueFrom'])['secretKeyRef']);
    const name = text(reference['name']);
    if (reference['key'] !== 'token' || !isToken(name)) return [];
    return [
      {
        pointer: containerPointer(container, `/env/${index}/valueFrom/secretKeyRef/name`),
        value: name,
        message: `Container "${container.name}" is given the token of Secret "${name}", which never expires.`,
      },
    ];
  });
}
