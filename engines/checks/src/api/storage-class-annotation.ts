import { items, own, type Resource, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { remove, set } from '../edit.ts';

export default defineCheck({
  id: 'api-storage-class-annotation',
  version: 1,
  title: 'Storage class is named by a deprecated annotation',
  severity: 'low',
  why: 'The annotation volume.beta.kubernetes.io/storage-class gave way to spec.storageClassName in v1.6; it overrides the field, and policies that look at the field do not see it.',
  attack: 'A claim passes by a policy or quota on storage classes, such as one that demands encrypted storage.',
  remedy: 'Set storageClassName and remove the annotation.',
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1'],
  techniques: ['T1562.001'],
  appliesTo: ['PersistentVolumeClaim', 'PersistentVolume', 'StatefulSet.apps'],
  find: (resource: Resource): readonly Problem[] => {
    if (resource.ref.kind !== 'StatefulSet')
      return inClaim(resource.object, '', `${resource.ref.kind} "${resource.name}"`);
    const claims = record(resource.object['spec'])['volumeClaimTemplates'];
    if (claims === undefined) return none;
    return items(claims).flatMap((claim, index) =>
      inClaim(record(claim), `/spec/volumeClaimTemplates/${index}`, `StatefulSet "${resource.name}"`),
    );
  },
  repair: {
    kind: 'edit',
    summary: 'name the class in storageClassName',
    disruption: 'none',
    edits: (problem, resource) => {
      if (resource.ref.kind === 'StatefulSet')
        return 'the claim templates of a StatefulSet cannot be changed once it exists';
      return [set('/spec/storageClassName', problem.value ?? ''), remove(problem.pointer)];
    },
  },
});

const key = 'volume.beta.kubernetes.io/storage-class';

function inClaim(claim: JsonObject, at: string, subject: string): readonly Problem[] {
  const name = text(own(record(record(claim['metadata'])['annotations']), key));
  if (name === undefined) return none;
  return [
    {
      pointer: `${at}/metadata/annotations/volume.beta.kubernetes.io~1storage-class`,
      value: name,
      message: `${subject} names its storage class by the annotation ${key}, which gave way to storageClassName.`,
    },
  ];
}
