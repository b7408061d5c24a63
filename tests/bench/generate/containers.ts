import type { Application } from './application.ts';
import type { Random } from './random.ts';
import { addedCapabilities, ports, products, registries, teams } from './vocabulary.ts';
import type { JsonMap } from './write-yaml.ts';

/** One container of an application; `volumes` are the names to mount. */
export function container(app: Application, name: string, volumes: readonly string[]): JsonMap {
  const { random, care } = app;
  const port = random.pick(ports);
  const security = containerSecurity(app);
  return {
    name,
    image: image(random, care),
    ...(random.chance(0.8) ? { imagePullPolicy: random.pick(['Always', 'IfNotPresent']) } : {}),
    ...(random.chance(0.3)
      ? { args: ['--config', '/etc/app/config.yaml', `--log-level=${random.pick(['info', 'debug'])}`] }
      : {}),
    ...(random.chance(0.8) ? { ports: [containerPort(random, port)] } : {}),
    ...environment(app),
    ...resources(app),
    ...probes(app, port),
    ...(security === undefined ? {} : { securityContext: security }),
    ...(volumes.length > 0 ? { volumeMounts: volumes.map((volume) => mount(random, volume)) } : {}),
  };
}

function image(random: Random, care: Application['care']): string {
  const name = `${random.pick(registries)}/${random.pick(products)}`;
  if (care === 'careful' && random.chance(0.4)) return `${name}@sha256:${random.hex(64)}`;
  if (care === 'careless' && random.chance(0.6)) return random.chance(0.7) ? `${name}:latest` : name;
  return `${name}:v${random.integer(0, 5)}.${random.integer(0, 30)}.${random.integer(0, 20)}`;
}

function containerPort(random: Random, port: number): JsonMap {
  const hostPort = random.chance(0.03) ? { hostPort: random.integer(30_000, 32_000) } : {};
  return { name: 'main', containerPort: port, ...hostPort };
}

function environment({ random, name }: Application): JsonMap {
  const plain = Array.from({ length: random.integer(0, 3) }, (_, index) => ({
    name: `SETTING_${index}`,
    value: random.pick(['true', '30', 'eu-west-1', `https://${name}.acme.example/v1?page=1`, 'level: info']),
  }));
  const fromSecret = {
    name: 'PASSWORD',
    valueFrom: { secretKeyRef: { name: `${name}-credentials`, key: 'password' } },
  };
  const fromField = { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } };
  const env = [...plain, ...(random.chance(0.3) ? [fromSecret] : []), ...(random.chance(0.3) ? [fromField] : [])];
  return env.length > 0 ? { env } : {};
}

function resources({ random, care }: Application): JsonMap {
  if (care === 'careless' && random.chance(0.7)) return {};
  const cpu = random.integer(1, 10) * 50;
  const memory = random.integer(1, 16) * 64;
  const requests = { cpu: `${cpu}m`, memory: `${memory}Mi` };
  if (care === 'usual' && random.chance(0.4)) return { resources: { requests } };
  return { resources: { requests, limits: { cpu: `${cpu * 2}m`, memory: `${memory * 2}Mi` } } };
}

function probes({ random, care }: Application, port: number): JsonMap {
  if (care === 'careless' && random.chance(0.7)) return {};
  const livenessProbe = {
    httpGet: { path: '/healthz', port },
    initialDelaySeconds: random.integer(5, 60),
    periodSeconds: 10,
  };
  const readinessProbe = { httpGet: { path: '/ready', port }, periodSeconds: 5 };
  return random.chance(0.8) ? { livenessProbe, readinessProbe } : { readinessProbe };
}

function containerSecurity(app: Application): JsonMap | undefined {
  if (app.care === 'careful') return hardened(app.random);
  return app.care === 'usual' ? usual(app.random) : careless(app.random);
}

function hardened(random: Random): JsonMap {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: random.integer(1000, 65_000),
    ...(random.chance(0.8) ? { seccompProfile: { type: 'RuntimeDefault' } } : {}),
  };
}

function usual(random: Random): JsonMap | undefined {
  if (random.chance(0.35)) return undefined;
  return {
    ...(random.chance(0.6) ? { allowPrivilegeEscalation: false } : {}),
    ...(random.chance(0.5) ? { runAsNonRoot: true } : {}),
    ...(random.chance(0.4) ? { readOnlyRootFilesystem: random.chance(0.7) } : {}),
    ...(random.chance(0.3) ? { capabilities: { drop: [random.pick(['ALL', 'NET_RAW'])] } } : {}),
  };
}

function careless(random: Random): JsonMap | undefined {
  if (random.chance(0.45)) return undefined;
  return {
    ...(random.chance(0.3) ? { privileged: true } : {}),
    ...(random.chance(0.4) ? { allowPrivilegeEscalation: true } : {}),
    ...(random.chance(0.4) ? { runAsUser: 0 } : {}),
    ...(random.chance(0.4) ? { capabilities: { add: [random.pick(addedCapabilities)] } } : {}),
  };
}

function mount(random: Random, volume: string): JsonMap {
  return { name: volume, mountPath: `/mnt/${volume}`, ...(random.chance(0.5) ? { readOnly: true } : {}) };
}

/** A sidecar's name that fits any application. */
export function sidecarName(random: Random): string {
  return `${random.pick(teams)}-agent`;
}
