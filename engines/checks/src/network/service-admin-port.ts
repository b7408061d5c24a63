import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { administrativePorts, exposedPorts } from './sensitive-ports.ts';

export default defineCheck({
  id: 'network-service-admin-port',
  version: 1,
  title: 'Service exposes an administrative port',
  severity: 'high',
  why: 'SSH, the Docker API, etcd, the Kubernetes API and the kubelet give control over machines or the cluster; outside of it only their password or key stands in between.',
  attack:
    'Scanners look for these ports all the time; one weak password, missing certificate or old version is enough to take over.',
  remedy: 'Make the Service ClusterIP and reach it through a bastion, a VPN or `kubectl port-forward`.',
  accept: 'An API server or an SSH service for Git that is meant to be public.',
  references: ['https://kubernetes.io/docs/concepts/security/security-checklist/#network-security'],
  techniques: ['T1133', 'T1190'],
  appliesTo: ['Service'],
  find: (resource: Resource) => exposedPorts(resource, administrativePorts),
  repair: { kind: 'none', reason: 'Who uses the port from outside is not known from the objects.' },
});
