import { type Application, metadataOf } from './application.ts';
import { container, sidecarName } from './containers.ts';
import type { Random } from './random.ts';
import { hostPaths } from './vocabulary.ts';
import type { JsonMap } from './write-yaml.ts';

/** A Deployment, or now and then a StatefulSet, DaemonSet or CronJob. */
export function workload(app: Application): JsonMap {
  const roll = app.random.next();
  if (roll < 0.86) return deployment(app);
  if (roll < 0.91) return statefulSet(app);
  return roll < 0.94 ? daemonSet(app) : cronJob(app);
}

/** A Pod as a snapshot of a cluster holds it: of a Deployment's ReplicaSet, or a bare one. */
export function pod(app: Application): JsonMap {
  const { random, name } = app;
  if (random.chance(0.3))
    return { apiVersion: 'v1', kind: 'Pod', metadata: metadataOf(app, `${name}-bare`), spec: podSpec(app) };
  const hash = random.hex(10);
  const metadata = metadataOf(app, `${name}-${hash}-${random.hex(5)}`);
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name: `${name}-${hash}`,
    uid: uid(random),
    controller: true,
    blockOwnerDeletion: true,
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      uid: uid(random),
      labels: { ...app.labels, 'pod-template-hash': hash },
      ownerReferences: [owner],
    },
    spec: { ...podSpec(app), nodeName: `node-${random.integer(1, 40)}` },
    status: {
      phase: 'Running',
      podIP: `10.${random.integer(0, 255)}.${random.integer(0, 255)}.${random.integer(1, 254)}`,
    },
  };
}

function deployment(app: Application): JsonMap {
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(app, app.name),
    spec: {
      replicas: app.random.integer(1, 6),
      ...(app.random.chance(0.4) ? { strategy } : {}),
      selector: selectorOf(app),
      template: template(app),
    },
  };
}

function statefulSet(app: Application): JsonMap {
  const claim = {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: `${app.random.integer(1, 50)}Gi` } } },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadataOf(app, app.name),
    spec: {
      replicas: app.random.integer(1, 3),
      serviceName: app.name,
      selector: selectorOf(app),
      template: template(app),
      volumeClaimTemplates: [claim],
    },
  };
}

function daemonSet(app: Application): JsonMap {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadataOf(app, app.name),
    spec: { selector: selectorOf(app), template: template(app) },
  };
}

function cronJob(app: Application): JsonMap {
  const { random } = app;
  const { metadata, spec } = template(app);
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(app, app.name),
    spec: {
      schedule: `${random.integer(0, 59)} ${random.integer(0, 23)} * * *`,
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { template: { metadata, spec: { ...spec, restartPolicy: 'OnFailure' } } } },
    },
  };
}

function selectorOf({ name }: Application): JsonMap {
  return { matchLabels: { 'app.kubernetes.io/name': name } };
}

function template(app: Application): { readonly metadata: JsonMap; readonly spec: JsonMap } {
  const annotations = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9090' };
  const metadata = { labels: app.labels, ...(app.random.chance(0.3) ? { annotations } : {}) };
  return { metadata, spec: podSpec(app) };
}

function podSpec(app: Application): JsonMap {
  const { random, care, account } = app;
  const volumes = volumesOf(app);
  const names = volumes.map(({ name }) => name);
  return {
    ...(account === 'default' ? {} : { serviceAccountName: account }),
    ...(care === 'careful' || random.chance(0.2) ? { automountServiceAccountToken: false } : {}),
    ...(care === 'careless' && random.chance(0.12)
      ? { [random.pick(['hostNetwork', 'hostPID', 'hostIPC'])]: true }
      : {}),
    ...podSecurity(app),
    ...(random.chance(0.15) ? { initContainers: [container(app, 'prepare', names)] } : {}),
    containers: [
      container(app, 'app', names),
      ...(random.chance(0.3) ? [container(app, sidecarName(random), [])] : []),
    ],
    ...(volumes.length > 0 ? { volumes } : {}),
    ...placement(app),
  };
}

function podSecurity({ random, care }: Application): JsonMap {
  if (care === 'careless') return {};
  if (care === 'usual') return random.chance(0.5) ? { securityContext: { fsGroup: random.integer(1000, 3000) } } : {};
  return { securityContext: { runAsNonRoot: true, fsGroup: 2000, seccompProfile: { type: 'RuntimeDefault' } } };
}

function placement({ random, name }: Application): JsonMap {
  const podAffinityTerm = {
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
  };
  const podAntiAffinity = { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] };
  return {
    ...(random.chance(0.25) ? { nodeSelector: { 'kubernetes.io/os': 'linux' } } : {}),
    ...(random.chance(0.25) ? { affinity: { podAntiAffinity } } : {}),
    ...(random.chance(0.5) ? { terminationGracePeriodSeconds: random.integer(10, 120) } : {}),
  };
}

function volumesOf({ random, name, care }: Application): ({ readonly name: string } & JsonMap)[] {
  const hostPath = { path: random.pick(hostPaths), type: 'Directory' };
  return [
    ...(random.chance(0.4) ? [{ name: 'config', configMap: { name: `${name}-config` } }] : []),
    ...(random.chance(0.2) ? [{ name: 'credentials', secret: { secretName: `${name}-credentials` } }] : []),
    ...(random.chance(0.3) ? [{ name: 'scratch', emptyDir: {} }] : []),
    ...(care === 'careless' && random.chance(0.3) ? [{ name: 'host', hostPath }] : []),
  ];
}

function uid(random: Random): string {
  return [8, 4, 4, 4, 12].map((digits) => random.hex(digits)).join('-');
}
