import { type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'cert-api-service-unverified',
  version: 1,
  title: 'API service is called without verifying its certificate',
  severity: 'high',
  why: 'The API server hands requests of this group on, with the identity of the user, to whoever answers at the address, and takes the answers for true.',
  attack:
    'A pod that can answer in place of the Service, by its address or DNS, reads and forges requests; for metrics it steers autoscaling.',
  remedy:
    'Give the extension server a certificate of a known CA, put that CA into `caBundle`, and remove insecureSkipTLSVerify.',
  accept: 'metrics-server on clusters where nothing depends on its figures.',
  references: [
    'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/',
    'https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/api-service-v1/',
  ],
  techniques: ['T1550'],
  appliesTo: ['APIService.apiregistration.k8s.io'],
  find: (resource: Resource) =>
    record(resource.object['spec'])['insecureSkipTLSVerify'] === true
      ? [
          {
            pointer: '/spec/insecureSkipTLSVerify',
            value: true,
            message: `The API server calls "${resource.name}" without verifying its certificate.`,
          },
        ]
      : none,
  repair: { kind: 'none', reason: 'Verification fails until the CA of the extension server is in caBundle.' },
});
