import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-process-information',
  version: 1,
  title: 'Process information of the node is mounted',
  severity: 'medium',
  why: "The node's /proc shows every process of the node and of all its containers with its command line, and to a root process much of its environment, files and memory map: a share of its PID namespace by another way.",
  attack:
    'Code in the container reads passwords from command lines and environments of other pods and learns what to attack next.',
  remedy: "Take the mount away where only the container's own processes matter.",
  accept: 'Node metrics exporters and security agents.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  techniques: ['T1552', 'T1613'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('process-information'),
  repair: {
    kind: 'none',
    reason: 'An exporter of node metrics reads it on purpose; anything else has to do without it.',
  },
});
