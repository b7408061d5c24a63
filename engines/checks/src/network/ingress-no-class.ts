import { own, type Resource, record, text } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';

export default defineCheck({
  id: 'network-ingress-no-class',
  version: 1,
  title: 'Ingress names no class',
  severity: 'low',
  why: "Without a class it depends on the settings of the cluster's controllers whether one, several or none of them publish the Ingress, the public one perhaps.",
  attack: 'An application meant for an internal controller is published by the internet-facing one.',
  remedy: 'Set spec.ingressClassName.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class'],
  techniques: ['T1190'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource, { lookup }: CheckContext) => {
    if (text(record(resource.object['spec'])['ingressClassName'])) return none;
    if (text(own(resource.annotations, 'kubernetes.io/ingress.class')) || hasDefaultClass(lookup)) return none;
    return [
      {
        pointer: '/spec/ingressClassName',
        message: `Ingress "${resource.name}" names no class: which controllers publish it depends on their settings.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'Which controller is meant to publish the Ingress is not known from the objects.' },
});

/** With a default class the API server fills in the class of new Ingresses. */
function hasDefaultClass(lookup: Lookup): boolean {
  return lookup
    .list('IngressClass.networking.k8s.io')
    .some((item: Resource) => own(item.annotations, 'ingressclass.kubernetes.io/is-default-class') === 'true');
}
