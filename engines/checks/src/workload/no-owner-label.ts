import { own, type Resource, texts } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { workloadKinds } from './workload-kinds.ts';

const ownerKeys = [
  'owner',
  'team',
  'squad',
  'contact',
  'maintainer',
  'app.kubernetes.io/owner',
  'app.kubernetes.io/team',
  'backstage.io/owner',
];

export default defineCheck({
  id: 'workload-no-owner-label',
  version: 1,
  title: 'Nobody is named who answers for the workload',
  severity: 'info',
  why: 'When a workload is attacked or has to be patched tonight, its owner has to be found first.',
  attack: 'A workload that nobody answers for is patched last and watched by nobody.',
  remedy: 'Add a label or annotation such as `owner` or `team`, on the workload or on its namespace.',
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/'],
  techniques: [],
  parameters: {
    keys: { default: ownerKeys, about: 'Labels or annotations that name an owner; the last part of a key is enough.' },
  },
  appliesTo: workloadKinds,
  find: (resource: Resource, context: CheckContext) =>
    resource.metadata['ownerReferences'] === undefined ? problemOf(resource, context) : none,
  repair: { kind: 'none', reason: 'Who owns the workload is known to people only.' },
});

function problemOf(resource: Resource, context: CheckContext): readonly Problem[] {
  const keys = texts(context.parameters['keys']);
  const namespace = context.lookup.get('Namespace', '', resource.namespace);
  if (namesOwner(resource, keys) || (namespace && namesOwner(namespace, keys))) return none;
  const andNamespace = namespace ? ', and neither does its namespace' : '';
  return [
    {
      pointer: '/metadata/labels',
      message: `${resource.ref.kind} "${resource.name}" names no owner${andNamespace}.`,
    },
  ];
}

function namesOwner({ labels, annotations }: Resource, keys: readonly string[]): boolean {
  return keys.some((key) => hasKey(labels, key) || hasKey(annotations, key));
}

function hasKey(map: JsonObject, wanted: string): boolean {
  if (own(map, wanted) !== undefined) return true;
  return !wanted.includes('/') && Object.keys(map).some((key) => key.endsWith(`/${wanted}`));
}
