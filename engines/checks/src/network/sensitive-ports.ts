import { integer, items, type Resource, record } from '@bulwark/model';
import type { Problem } from '../define-check.ts';
import { exposureOf, isOpenToEveryone } from './service-exposure.ts';

/** Ports on which machines and clusters are administered. */
export const administrativePorts: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [23, 'Telnet'],
  [2222, 'SSH'],
  [2375, 'the Docker API without TLS'],
  [2376, 'the Docker API'],
  [2379, 'etcd'],
  [2380, 'etcd peers'],
  [3389, 'RDP'],
  [5900, 'VNC'],
  [5985, 'WinRM'],
  [5986, 'WinRM over TLS'],
  [6443, 'the Kubernetes API'],
  [8001, 'kubectl proxy'],
  [10250, 'the kubelet API'],
  [10255, 'the read-only kubelet API'],
  [10257, 'kube-controller-manager'],
  [10259, 'kube-scheduler'],
  [44134, 'Helm Tiller'],
]);

/** Ports of databases, caches, queues and of the tools that watch them, which speak to whoever reaches them. */
export const dataPorts: ReadonlyMap<number, string> = new Map([
  [1433, 'Microsoft SQL Server'],
  [1521, 'Oracle Database'],
  [2181, 'ZooKeeper'],
  [3306, 'MySQL'],
  [4222, 'NATS'],
  [5432, 'PostgreSQL'],
  [5672, 'AMQP (RabbitMQ)'],
  [5984, 'CouchDB'],
  [6379, 'Redis'],
  [7000, 'Cassandra'],
  [8086, 'InfluxDB'],
  [9042, 'Cassandra (CQL)'],
  [9090, 'Prometheus'],
  [9091, 'Prometheus Pushgateway'],
  [9092, 'Kafka'],
  [9093, 'Alertmanager'],
  [9200, 'Elasticsearch'],
  [9300, 'Elasticsearch nodes'],
  [11211, 'Memcached'],
  [15672, 'RabbitMQ management'],
  [26257, 'CockroachDB'],
  [27017, 'MongoDB'],
]);

/** The ports of a Service that are reached from outside and are among those listed, by their own or target number. */
export function exposedPorts(service: Resource, listed: ReadonlyMap<number, string>): readonly Problem[] {
  const exposure = exposureOf(service);
  // Internal load balancers and those for chosen networks are how such ports are meant to be offered.
  if (exposure === undefined || !isOpenToEveryone(service)) return [];
  return items(record(service.object['spec'])['ports']).flatMap((item, index) => {
    const port = record(item);
    const field = ['port', 'targetPort'].find((name) => listed.has(integer(port[name]) ?? 0));
    const number = field === undefined ? undefined : port[field];
    if (field === undefined || typeof number !== 'number') return [];
    return [
      {
        pointer: `/spec/ports/${index}/${field}`,
        value: number,
        message: `Service "${service.name}" (${exposure === 'externalIPs' ? 'with externalIPs' : exposure}) exposes port ${number}, the port of ${listed.get(number)}.`,
      },
    ];
  });
}
