import { type Container, containerPointer, record, text } from '@bulwark/model';
import { isObject, type JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';
import { Found } from './found.ts';
import { podOf } from './pod-of.ts';
import { inContainers, problem, titleOf } from './security-context.ts';

const firstVersion = 34;
const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const hooks = ['postStart', 'preStop'] as const;
const actions = ['httpGet', 'tcpSocket'] as const;

export default defineCheck({
  id: 'pod-host-probes-and-lifecycle',
  version: 1,
  title: 'Probe or lifecycle hook names a host',
  severity: 'high',
  level: 'baseline',
  why: "The kubelet makes the request of a probe or hook from the node's own network. With `host` set it goes wherever the author of the pod says, instead of to the pod.",
  attack:
    "Whoever may create a pod makes the kubelet ask addresses that only nodes reach, such as the metadata service of the cloud or loopback ports of the node, and learns from the pod's state what answers (server-side request forgery).",
  remedy:
    "Remove `host`: the kubelet then asks the pod's own address. For a virtual host set a `Host` header in `httpHeaders`.",
  accept: "Static pods of the control plane that run on the node's network and answer on its loopback only.",
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  ],
  techniques: ['T1046', 'T1552'],
  appliesTo: 'workload',
  onlyWith: ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'],
  find: (pod, _resource, { kubeMinor }) => (kubeMinor < firstVersion ? none : inContainers(pod, findHosts)),
  repair: {
    kind: 'edit',
    summary: "remove host, so that the kubelet asks the pod's own address",
    disruption: 'restart',
    edits: ({ pointer }, resource) =>
      podOf(pointer, resource)?.spec['hostNetwork'] === true
        ? "the pod runs on the node's network and may listen on the loopback only, where a probe without a host does not ask"
        : [remove(pointer)],
  },
});

function findHosts(container: Container): readonly Problem[] {
  const { value } = container;
  const found = new Found();
  for (const probe of probes) {
    if (isObject(value[probe])) addHosts(found, { container, handler: value[probe], at: probe });
  }
  if (isObject(value['lifecycle'])) {
    for (const hook of hooks) {
      const handler = record(value['lifecycle'][hook]);
      addHosts(found, { container, handler, at: `lifecycle/${hook}` });
    }
  }
  return found.problems;
}

interface Handler {
  readonly container: Container;
  readonly handler: JsonObject;
  readonly at: string;
}

function addHosts(found: Found, { container, handler, at }: Handler): void {
  for (const action of actions) {
    const host = text(record(handler[action])['host']);
    if (host === undefined || host === '') continue;
    const pointer = containerPointer(container, `/${at}/${action}/host`);
    const message = `${titleOf(container)} has the kubelet ask "${host}" in ${at.replace('/', '.')}, from the node's network.`;
    found.add(problem(pointer, host, message));
  }
}
