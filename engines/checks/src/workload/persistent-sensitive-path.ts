import { items, type Resource, record, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { meaningOf, normalPath } from './host-place.ts';

export default defineCheck({
  id: 'workload-persistent-sensitive-path',
  version: 1,
  title: 'PersistentVolume is a sensitive path of a node',
  severity: 'high',
  why: "Pod Security Admission looks at hostPath in pods, not behind claims: whoever may claim this volume gets the node's path in the namespace of their own, under the strictest level.",
  attack:
    "A user who may only create pods and claims binds the volume by name and reads or writes the node's own files.",
  remedy: 'Delete the PersistentVolume, or point it at a folder that holds nothing but the data of its claim.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  techniques: ['T1611', 'T1552.001'],
  appliesTo: ['PersistentVolume'],
  find: (resource: Resource) => {
    const [field, path] = nodePathOf(resource);
    return path === undefined ? none : problemsOf(resource, field, path);
  },
  repair: {
    kind: 'none',
    reason:
      'The source of a PersistentVolume cannot be changed: it has to be deleted and made again for another folder.',
  },
});

function nodePathOf(resource: Resource): readonly ['hostPath' | 'local', string | undefined] {
  const spec = record(resource.object['spec']);
  const hostPath = text(record(spec['hostPath'])['path']);
  return hostPath === undefined ? ['local', text(record(spec['local'])['path'])] : ['hostPath', hostPath];
}

function problemsOf(resource: Resource, field: string, path: string): readonly Problem[] {
  const modes = items(record(resource.object['spec'])['accessModes']);
  const isWritten = modes.length === 0 || modes.some((mode) => mode !== 'ReadOnlyMany');
  const meaning = meaningOf(normalPath(path), isWritten);
  // A whole disk is what local block volumes are made of.
  if (meaning === undefined || (field === 'local' && meaning.place === 'devices')) return none;
  return [
    {
      pointer: `/spec/${field}/path`,
      value: path,
      message: `PersistentVolume "${resource.name}" is ${path} of a node: it gives whoever claims it ${meaning.gives}.`,
    },
  ];
}
