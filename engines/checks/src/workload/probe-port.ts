import { type Container, containerPointer, items, record, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-probe-port',
  version: 1,
  title: 'Probe asks for a port that the container does not name',
  severity: 'medium',
  why: "The kubelet looks a port name up among the container's own TCP ports; where it is missing, the probe fails each time: the container never gets requests, or is restarted for ever.",
  attack: 'None is needed: the first rollout takes the service down by itself.',
  remedy: 'Name the port in the `ports` of the container, or write its number into the probe.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  techniques: [],
  appliesTo: 'workload',
  onlyWith: ['livenessProbe', 'readinessProbe', 'startupProbe'],
  find: (pod) => inContainers(pod, problemsOf),
  repair: { kind: 'none', reason: 'Which port was meant cannot be told from the object.' },
});

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const actions = ['httpGet', 'tcpSocket'] as const;

function problemsOf(container: Container): readonly Problem[] {
  const { livenessProbe, readinessProbe, startupProbe } = container.value;
  if ((livenessProbe ?? readinessProbe ?? startupProbe) === undefined) return none;
  return probes.flatMap((probe) =>
    actions.flatMap((action) => {
      const port = text(record(record(container.value[probe])[action])['port']);
      // A number in quotes is a name to the API, but the kubelet takes it for the number.
      if (port === undefined || /^\d+$/.test(port) || hasPort(container, port)) return [];
      return [
        {
          pointer: containerPointer(container, `/${probe}/${action}/port`),
          value: port,
          message: `Container "${container.name}" has no TCP port named "${port}", so its ${probe} fails each time.`,
        },
      ];
    }),
  );
}

function hasPort(container: Container, name: string): boolean {
  return items(container.value['ports'])
    .map(record)
    .some((port) => port['name'] === name && (text(port['protocol']) ?? 'TCP') === 'TCP');
}
