import type { Resource } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { nginxAnnotation, nginxPointer } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-cors-any-origin',
  version: 1,
  title: 'Ingress lets scripts of every site read its answers',
  severity: 'low',
  why: 'With CORS on and no origin named, ingress-nginx answers every origin: any web page may call the application from the browser of a user and read what it answers.',
  attack: "A page that an employee visits reads an internal application through the employee's browser.",
  remedy: 'Name the origins in cors-allow-origin.',
  accept: 'A public API without sessions.',
  references: ['https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#enable-cors'],
  techniques: ['T1190'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) => {
    if (nginxAnnotation(resource, 'enable-cors') !== 'true') return none;
    const origins = nginxAnnotation(resource, 'cors-allow-origin');
    if (origins !== undefined && !origins.split(',').some((origin) => origin.trim() === '*')) return none;
    return [
      {
        pointer: nginxPointer('cors-allow-origin'),
        ...(origins === undefined ? {} : { value: origins }),
        message: `Ingress "${resource.name}" allows requests from scripts of every origin${origins === undefined ? ', the default of enable-cors' : ''}.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'Which origins need access is not known from the objects.' },
});
