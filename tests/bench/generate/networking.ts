import { type Application, metadataOf } from './application.ts';
import type { Random } from './random.ts';
import { ports, roles, teams } from './vocabulary.ts';
import type { JsonMap } from './write-yaml.ts';

export function service(app: Application): JsonMap {
  const { random, name } = app;
  const type = random.chance(0.1) ? random.pick(['LoadBalancer', 'NodePort']) : 'ClusterIP';
  const port = { name: 'main', port: 80, targetPort: 'main', protocol: 'TCP' };
  const selector = { 'app.kubernetes.io/name': name };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(app, name),
    spec: { type, selector, ports: [port] },
  };
}

export function ingress(app: Application): JsonMap {
  const { random, name } = app;
  const host = `${name}.acme.example`;
  const path = { path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadataOf(app, name),
    spec: {
      ingressClassName: 'nginx',
      ...(random.chance(0.7) ? { tls: [{ hosts: [host], secretName: `${name}-tls` }] } : {}),
      rules: [{ host, http: { paths: [path] } }],
    },
  };
}

/** A NetworkPolicy of the application, or the default deny of its namespace. */
export function networkPolicy(app: Application): JsonMap {
  const { random } = app;
  const policyTypes = random.chance(0.5) ? ['Ingress', 'Egress'] : ['Ingress'];
  const spec = random.chance(0.15) ? { podSelector: {}, policyTypes } : ownPolicy(app, policyTypes);
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: metadataOf(app, app.name), spec };
}

function ownPolicy({ random, name }: Application, policyTypes: string[]): JsonMap {
  const egress = [{ to: peers(random), ports: policyPorts(random) }, { ports: [{ protocol: 'UDP', port: 53 }] }];
  return {
    podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
    policyTypes,
    ingress: [{ from: peers(random), ...(random.chance(0.8) ? { ports: policyPorts(random) } : {}) }],
    ...(policyTypes.includes('Egress') ? { egress } : {}),
  };
}

function policyPorts(random: Random): JsonMap[] {
  return Array.from({ length: random.integer(1, 2) }, () => ({ protocol: 'TCP', port: random.pick(ports) }));
}

function peers(random: Random): JsonMap[] {
  return Array.from({ length: random.integer(1, 3) }, () => peer(random));
}

function peer(random: Random): JsonMap {
  const roll = random.next();
  const podSelector = { matchLabels: { 'app.kubernetes.io/component': random.pick(roles) } };
  if (roll < 0.5) return { podSelector };
  if (roll < 0.75) return { namespaceSelector: { matchLabels: { team: random.pick(teams) } }, podSelector };
  if (roll < 0.85) return { namespaceSelector: { matchLabels: { team: random.pick(teams) } } };
  const range = random.integer(0, 255);
  const except = random.chance(0.4) ? { except: [`10.${range}.${random.integer(0, 255)}.0/24`] } : {};
  return { ipBlock: { cidr: `10.${range}.0.0/16`, ...except } };
}
