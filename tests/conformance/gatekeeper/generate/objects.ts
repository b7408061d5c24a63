import type { JsonObject, JsonValue } from '@bulwark/text';
import type { Random } from '../../rego/generate/random.ts';

export const namespaceNames: readonly string[] = ['a', 'prod-a', 'prod-b', 'kube-system'];

/** Kinds of objects, with whether they stand in a namespace. */
const kinds: readonly (readonly [apiVersion: string, kind: string, isNamespaced: boolean])[] = [
  ['v1', 'Pod', true],
  ['v1', 'Service', true],
  ['apps/v1', 'Deployment', true],
  ['networking.k8s.io/v1', 'Ingress', true],
  ['example.com/v1', 'Namespace', true],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', false],
];

export function labelsOf(random: Random): JsonObject {
  const names = random.several(0, 3, () => random.pick(['app', 'team', 'example.com/tier', 'empty']));
  return Object.fromEntries(names.map((name) => [name, name === 'empty' ? '' : random.pick(['x', 'y', 'z'])]));
}

/** Where objects that gator takes for ones of a namespace without a name may be left out. */
export type Scopes = 'all' | 'namespaced';

/** Objects of one world, each once: some of the Namespaces they stand in are there, others are not. */
export function worldObjects(random: Random, scopes: Scopes): JsonObject[] {
  const spaces = namespaceNames.filter(() => !random.once(3)).map((name) => namespaceOf(random, name));
  const others = random.several(3, 9, (at) => objectOf(random, at, scopes));
  return random.shuffled([...spaces, ...others]);
}

function namespaceOf(random: Random, name: string): JsonObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...labelled(random) } };
}

function labelled(random: Random): JsonObject {
  return random.once(4) ? {} : { labels: labelsOf(random) };
}

/** The `at` keeps names apart. */
export function objectOf(random: Random, at: number, scopes: Scopes): JsonObject {
  const [apiVersion, kind, isNamespaced] = random.pick(
    scopes === 'all' ? kinds : kinds.filter(([, , inNamespace]) => inNamespace),
  );
  const isWithout = scopes === 'all' && random.once(5);
  const namespace =
    isNamespaced && !isWithout ? { namespace: random.pick([...namespaceNames, 'default', 'gone']) } : {};
  // What has no name yet is not told apart in the inventory.
  const name =
    scopes === 'all' && random.once(6)
      ? { generateName: `x-${at}-` }
      : { name: `${random.pick(['x', 'web', 'prod'])}-${at}` };
  const metadata = { ...name, ...namespace, ...labelled(random) };
  return { apiVersion, kind, metadata, ...contentOf(random, kind) };
}

function contentOf(random: Random, kind: string): JsonObject {
  if (kind === 'Pod') return { spec: podSpec(random) };
  if (kind === 'Deployment')
    return { spec: { replicas: random.below(4), template: { metadata: labelled(random), spec: podSpec(random) } } };
  return random.once(2)
    ? {}
    : { spec: { host: random.pick(['h1', 'h2']), count: random.pick<JsonValue>([0, 1, 2.5]) } };
}

const images: readonly string[] = [
  'nginx',
  'nginx:1.25',
  'docker.io/library/nginx',
  'registry.example.com:5000/team/app:v1',
  'localhost/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  'team/app:latest',
  '',
];

export function podSpec(random: Random): JsonObject {
  const containers = random.several(0, 3, (at) => ({
    name: random.pick(['main', 'side', `c${at}`]),
    image: random.pick(images),
    ...(random.once(3) ? { args: random.several(0, 3, () => random.pick(['--a', '--b', '--c=1'])) } : {}),
    ...(random.once(3) ? { securityContext: { privileged: random.once(2), runAsUser: random.below(3) * 500 } } : {}),
    ...(random.once(4) ? { imagePullPolicy: random.pick(['Always', 'Never']) } : {}),
  }));
  return {
    ...(random.once(8) ? {} : { containers }),
    ...(random.once(3) ? { hostNetwork: random.once(2) } : {}),
    ...(random.once(3) ? { tolerations: random.several(0, 2, () => ({ key: random.pick(['k1', 'k2']) })) } : {}),
  };
}
