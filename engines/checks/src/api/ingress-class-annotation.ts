import { own, type Resource, record, text } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { remove, set } from '../edit.ts';
import { annotationPointer } from '../network/ingress-reading.ts';

export default defineCheck({
  id: 'api-ingress-class-annotation',
  version: 1,
  title: 'Ingress names its class by a deprecated annotation',
  severity: 'low',
  why: 'The annotation kubernetes.io/ingress.class is deprecated since v1.18: each controller reads it in its own way, admission policies look at spec.ingressClassName.',
  attack:
    'An Ingress passes by a policy on ingress classes and is published by a controller that was not meant for it.',
  remedy: 'Set spec.ingressClassName to the name of an IngressClass and remove the annotation.',
  accept: 'A controller that still reads nothing but the annotation.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#deprecated-annotation'],
  techniques: ['T1562.001'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource, { lookup, kubeMinor }: CheckContext): readonly Problem[] => {
    const name = text(own(resource.annotations, key));
    if (name === undefined || kubeMinor < deprecated) return none;
    const known = lookup.get('IngressClass.networking.k8s.io', '', name);
    return [
      {
        pointer: annotationPointer(key),
        value: name,
        message: `Ingress "${resource.name}" names its class by the annotation ${key}, deprecated since v1.18.`,
        ...(known ? { context: [{ pointer: '/metadata/name', value: name, resource: known.ref }] } : {}),
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'name the class in spec.ingressClassName',
    disruption: 'none',
    edits: (problem, resource) => {
      const field = text(record(resource.object['spec'])['ingressClassName']);
      if (field !== undefined)
        return field === problem.value ? [remove(problem.pointer)] : 'annotation and field name different classes';
      if (problem.context === undefined) return 'no IngressClass of that name is among the objects';
      return [set('/spec/ingressClassName', problem.value ?? ''), remove(problem.pointer)];
    },
  },
});

const key = 'kubernetes.io/ingress.class';
const deprecated = 18;
