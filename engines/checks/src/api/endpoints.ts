import { own, type Resource, text } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { hasSelector } from '../network/service-selection.ts';

export default defineCheck({
  id: 'api-endpoints',
  version: 1,
  title: 'Endpoints written by hand',
  severity: 'low',
  why: 'The Endpoints API is deprecated since v1.33: it knows one address family and no topology, and components stop reading it.',
  attack: 'None by itself: an address that is written by hand goes on leading to whoever has it next.',
  remedy: 'Write an EndpointSlice with the label kubernetes.io/service-name.',
  references: ['https://kubernetes.io/blog/2025/04/24/endpoints-deprecation/'],
  techniques: ['T1036'],
  appliesTo: ['Endpoints'],
  find: (resource: Resource, { lookup, kubeMinor }: CheckContext): readonly Problem[] => {
    if (kubeMinor < deprecated || isWrittenByOthers(resource)) return none;
    const service = lookup.get('Service', resource.namespace, resource.name);
    if (service && hasSelector(service)) return none;
    return [
      {
        pointer: '/kind',
        value: 'Endpoints',
        message: `Endpoints "${resource.name}" were written by hand, in an API that is deprecated since v1.33; use EndpointSlice.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'An EndpointSlice is another kind of object in another form.' },
});

const deprecated = 33;

/** The API server's own endpoints, those of the controller, and locks of leader elections before leases. */
function isWrittenByOthers(resource: Resource): boolean {
  if (resource.namespace === 'default' && resource.name === 'kubernetes') return true;
  if (text(own(resource.labels, 'endpoints.kubernetes.io/managed-by')) === 'endpoint-controller') return true;
  return (
    own(resource.annotations, 'endpoints.kubernetes.io/last-change-trigger-time') !== undefined ||
    own(resource.annotations, 'control-plane.alpha.kubernetes.io/leader') !== undefined
  );
}
