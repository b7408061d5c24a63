import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-etcd-data',
  version: 1,
  title: 'Data or keys of etcd are mounted',
  severity: 'critical',
  why: 'etcd holds every object of the cluster. Its files, or the keys that open it, give all Secrets past RBAC and audit, and where they can be written the whole cluster.',
  attack:
    'Code in the container reads the database files, or connects to etcd with the keys, and takes every Secret and token without one request to the API server.',
  remedy:
    'Take the mount away; back etcd up with `etcdctl snapshot save` from a job that only administrators may start.',
  accept: 'etcd itself, and its backup or audit job in a namespace that only cluster administrators may write to.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
  ],
  techniques: ['T1552', 'T1552.001', 'T1485'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('etcd-data'),
  repair: { kind: 'none', reason: 'A backup or audit job needs the data; anything else has to be rebuilt without it.' },
});
