import { items, type Resource, record, text } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';

export default defineCheck({
  id: 'network-ingress-tls-secret-missing',
  version: 1,
  title: 'Ingress names a TLS Secret that does not exist',
  severity: 'medium',
  why: 'Without its Secret the controller serves the host with a certificate of its own that no client trusts, or over HTTP only.',
  attack: "Users learn to click certificate warnings away, and then do so for the attacker's certificate as well.",
  remedy: 'Create the Secret, or see why its issuer did not.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#tls'],
  techniques: ['T1552'],
  scope: 'cluster',
  needs: ['Secret'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource, { lookup }: CheckContext) =>
    items(record(resource.object['spec'])['tls']).flatMap((entry, index) => {
      const name = text(record(entry)['secretName']);
      if (!name || lookup.get('Secret', resource.namespace, name)) return [];
      return [
        {
          pointer: `/spec/tls/${index}/secretName`,
          value: name,
          message: `Ingress "${resource.name}" takes its certificate from Secret "${name}", which does not exist in namespace "${resource.namespace}".`,
        },
      ];
    }),
  repair: {
    kind: 'none',
    reason: 'The missing object is the Secret with the certificate, and only its owner can make it.',
  },
});
