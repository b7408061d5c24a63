import { type Container, containerPointer, integer, items, record, texts } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { inContainers, isWindows, mayRunAsRoot } from './containers.ts';

export default defineCheck({
  id: 'workload-privileged-port',
  version: 1,
  title: 'Container listens on a port that is reserved for root',
  severity: 'low',
  why: 'To listen below port 1024 a process needs root, a capability or a lowered limit. A container that may run as root often does so for its port alone.',
  attack: 'A flaw in the server gives an intruder root in the container, which is the better start for an escape.',
  remedy:
    'Listen on a high port, such as 8080, and let the Service map port 80 to it; then run as a user other than root.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  techniques: ['T1611'],
  appliesTo: 'workload',
  onlyWith: ['ports'],
  find: (pod) => {
    if (isWindows(pod)) return none;
    const start = unprivilegedStart(record(pod.spec['securityContext']));
    return inContainers(pod, (container) => (needsNoRoot(container) ? none : problemsOf(container, start)));
  },
  repair: {
    kind: 'none',
    reason: 'The server in the image has to listen elsewhere first, and its Services and probes with it.',
  },
});

const firstFreePort = 1024;

function unprivilegedStart(context: JsonObject): number {
  const sysctl = items(context['sysctls'])
    .map(record)
    .find(({ name }) => name === 'net.ipv4.ip_unprivileged_port_start');
  return sysctl === undefined ? firstFreePort : Number(sysctl['value']);
}

/** Whether it runs as somebody else, or was given the one capability that it takes. */
function needsNoRoot(container: Container): boolean {
  if (!mayRunAsRoot(container)) return true;
  const { drop, add } = record(container.securityContext['capabilities']);
  return texts(drop).includes('ALL') && texts(add).includes('NET_BIND_SERVICE');
}

function problemsOf(container: Container, start: number): readonly Problem[] {
  return items(container.value['ports']).flatMap((value, index) => {
    const port = integer(record(value)['containerPort']) ?? 0;
    if (port < 1 || port >= start) return [];
    return [
      {
        pointer: containerPointer(container, `/ports/${index}/containerPort`),
        value: port,
        message: `Container "${container.name}" listens on port ${port}, and nothing keeps it from doing so as root.`,
      },
    ];
  });
}
