import { type Container, containerPointer, items, record } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';
import { Found } from './found.ts';
import { inContainers, numericValue, problem, titleOf } from './security-context.ts';

export default defineCheck({
  id: 'pod-host-ports',
  version: 1,
  title: 'Container takes a port of its node',
  severity: 'high',
  level: 'baseline',
  why: "A host port makes the container reachable on the node's own addresses, past Services and often past NetworkPolicies, and binds the pod to nodes where the port is free.",
  attack:
    'Whoever reaches the node reaches the container; a container that takes the port of a service of the node receives what was meant for that service.',
  remedy: 'Remove `hostPort` and publish the port through a Service, an Ingress or a Gateway.',
  accept: "An ingress controller or a node agent that must answer on the node's own address.",
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/concepts/configuration/overview/#services',
  ],
  techniques: ['T1610', 'T1133'],
  appliesTo: 'workload',
  onlyWith: ['ports'],
  find: (pod) => inContainers(pod, findHostPorts),
  repair: {
    kind: 'edit',
    summary: 'remove hostPort, so that the port is reached through a Service only',
    disruption: 'traffic',
    edits: (problem) => [remove(problem.pointer)],
  },
});

function findHostPorts(container: Container): readonly Problem[] {
  const found = new Found();
  for (const [index, port] of items(container.value['ports']).entries()) {
    const value = record(port)['hostPort'];
    const hostPort = value === undefined ? undefined : numericValue(value);
    if (hostPort === undefined || hostPort === 0) continue;
    const at = containerPointer(container, `/ports/${index}/hostPort`);
    const message = `${titleOf(container)} takes port ${hostPort} of its node: it is reachable on the node's own addresses.`;
    found.add(problem(at, value, message));
  }
  return found.problems;
}
