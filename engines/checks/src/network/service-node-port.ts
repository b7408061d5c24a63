import { items, type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { type Edit, remove, set } from '../edit.ts';

export default defineCheck({
  id: 'network-service-node-port',
  version: 1,
  title: 'Service opens a port on every node',
  severity: 'medium',
  why: 'A NodePort is open on each address of each node, beside whatever protects the Ingress or load balancer: no TLS, no authentication, no allow-list.',
  attack: "Whoever reaches a node's network tries ports 30000 to 32767 and speaks to the pods directly.",
  remedy: 'Make the Service ClusterIP and publish it through an Ingress, a Gateway or a load balancer.',
  accept: 'Clusters without load balancers whose nodes stand behind a firewall that opens chosen ports.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport'],
  techniques: ['T1133', 'T1190'],
  appliesTo: ['Service'],
  find: (resource: Resource) => {
    if (record(resource.object['spec'])['type'] !== 'NodePort') return none;
    return [
      {
        pointer: '/spec/type',
        value: 'NodePort',
        message: `Service "${resource.name}" is of type NodePort: its ports are open on every address of every node.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'make the Service ClusterIP',
    disruption: 'traffic',
    edits: (_problem, resource) => clusterIp(resource),
  },
});

/** Fields that the API server refuses in a Service of type ClusterIP. */
const outsideFields = ['externalTrafficPolicy', 'healthCheckNodePort'] as const;

function clusterIp(service: Resource): readonly Edit[] {
  const spec = record(service.object['spec']);
  return [
    set('/spec/type', 'ClusterIP'),
    ...items(spec['ports']).flatMap((port, index) =>
      record(port)['nodePort'] === undefined ? [] : [remove(`/spec/ports/${index}/nodePort`)],
    ),
    ...outsideFields.filter((field) => spec[field] !== undefined).map((field) => remove(`/spec/${field}`)),
  ];
}
