import { defineCheck } from '../define-check.ts';
import { ofSort, podSecrets } from './plain-secrets.ts';

export default defineCheck({
  id: 'secret-probe-header',
  version: 1,
  title: 'Probe or hook sends a credential that stands in the workload',
  severity: 'high',
  why: 'Headers of probes and hooks are literal text in the pod: everybody who may read the workload has the credential, and the kubelet sends it without encryption unless the scheme is HTTPS.',
  attack:
    "A user with read access to workloads, or anyone who sees the node's traffic, calls the service with the header.",
  remedy: 'Let the probe use an address that needs no login, or an exec probe that reads the credential from a file.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
  ],
  techniques: ['T1552.001'],
  appliesTo: 'workload',
  onlyWith: ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'],
  find: (pod, _resource, { lookup }) =>
    ofSort(podSecrets(pod, lookup), 'header', ['token', 'private-key', 'login', 'hash', 'password']).map(
      ({ name, container, pointer }) => ({
        pointer,
        message: `A probe or hook of container "${container}" sends a credential in header "${name}".`,
      }),
    ),
  repair: {
    kind: 'none',
    reason: 'Without the header the probe may fail, so the application has to offer an address without a login first.',
  },
});
