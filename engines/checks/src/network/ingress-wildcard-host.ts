import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { rulesOfIngress } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-wildcard-host',
  version: 1,
  title: 'Ingress serves a wildcard host or every host',
  severity: 'low',
  why: 'A rule without a host, or with a wildcard, answers for names that nobody has assigned to it, those of other teams among them.',
  attack:
    'Traffic for a host whose own Ingress is missing or deleted, and every name that points at the controller, reaches this application.',
  remedy: 'Name each host.',
  accept: 'A landing page for unknown hosts, or an application that gives each customer a subdomain.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards'],
  techniques: ['T1190'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) =>
    rulesOfIngress(resource)
      .filter((rule) => rule.host === undefined || rule.host.startsWith('*'))
      .map((rule) => ({
        pointer: `${rule.pointer}/host`,
        ...(rule.host === undefined ? {} : { value: rule.host }),
        message:
          rule.host === undefined
            ? `Ingress "${resource.name}" has a rule without a host: it answers for every host.`
            : `Ingress "${resource.name}" answers for every host of ${rule.host}.`,
      })),
  repair: { kind: 'none', reason: 'Which hosts the application is meant for is not known from the objects.' },
});
