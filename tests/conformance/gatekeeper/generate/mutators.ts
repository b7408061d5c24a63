import type { JsonObject, JsonValue } from '@bulwark/text';
import type { Random } from '../../rego/generate/random.ts';
import { matchOf } from './match.ts';

/** A mutator of any kind; `at` keeps names apart. Some are refused. */
export function mutatorOf(random: Random, at: number): JsonObject {
  const kind = random.pick(['Assign', 'Assign', 'AssignMetadata', 'ModifySet', 'AssignImage']);
  const { location, parameters } = wishOf(random, kind);
  const tests = kind === 'AssignMetadata' || random.once(2) ? {} : { pathTests: pathTests(random, location) };
  return {
    apiVersion: `mutations.gatekeeper.sh/${random.pick(['v1', 'v1', 'v1beta1', 'v1alpha1'])}`,
    kind,
    metadata: { name: `m-${at}` },
    spec: {
      ...(kind === 'AssignMetadata' ? {} : { applyTo: random.several(1, 2, () => applyTo(random)) }),
      ...(random.once(2) ? {} : { match: matchOf(random, 2) }),
      location,
      parameters: { ...parameters, ...tests },
    },
  };
}

interface Wish {
  readonly location: string;
  readonly parameters: JsonObject;
}

function wishOf(random: Random, kind: string): Wish {
  if (kind === 'AssignMetadata')
    return { location: metadataLocation(random), parameters: { assign: assignText(random) } };
  if (kind === 'ModifySet') return { location: random.pick(sets), parameters: setParameters(random) };
  if (kind === 'AssignImage') return { location: random.pick(imageLocations), parameters: imageParameters(random) };
  const [location, values] = random.pick(fields);
  const assign = random.once(6)
    ? { fromMetadata: { field: random.pick(['name', 'namespace']) } }
    : { value: random.pick(values) };
  return { location, parameters: { assign } };
}

/** Places for Assign, and what can stand there. */
const fields: readonly (readonly [string, readonly JsonValue[]])[] = [
  ['spec.hostNetwork', [true, false]],
  ['spec.dnsPolicy', ['Default', '']],
  ['spec.securityContext', [{ runAsUser: 1 }, {}]],
  ['spec.securityContext.runAsUser', [1000, 0, 1.5]],
  ['spec.containers[name: *].imagePullPolicy', ['Always']],
  ['spec.containers[name: main].securityContext.privileged', [false, true]],
  ['spec.containers[name:*].securityContext.runAsUser', [500]],
  ['spec.containers[name: "side"]', [{ name: 'side', image: 'sidecar' }, { name: 'side' }]],
  ['spec.containers[name: added].image', ['added:1']],
  ['spec.tolerations[key: k1].operator', ['Exists']],
  ['spec.tolerations[key: k3]', [{ key: 'k3', effect: 'NoSchedule' }]],
  ['spec."with.dot".x-y', [[1, { a: null }], 'text', 12345678901234]],
  ['spec.containers[name: main].args', [['--x'], []]],
  ['spec.containers[name: main].ports[containerPort: 80].protocol', ['TCP']],
  ['spec.initContainers[name: *].image', ['x']],
];

const sets: readonly string[] = [
  'spec.containers[name: *].args',
  'spec.containers[name: main].args',
  'spec.containers[name: side].command',
  'spec.finalizers',
  'spec.tolerations',
];

function setParameters(random: Random): JsonObject {
  const fromList = random.several(0, 3, () =>
    random.pick<JsonValue>(['--a', '--b', '--new', 1, 1.0, { key: 'k1' }, ['x'], true]),
  );
  return { operation: random.pick(['merge', 'prune']), values: { fromList } };
}

const imageLocations: readonly string[] = [
  'spec.containers[name: *].image',
  'spec.containers[name: main].image',
  'spec.image',
];

function imageParameters(random: Random): JsonObject {
  const domain = random.pick(['', 'registry.example.com', 'localhost:5000', 'a.b:80', 'localhost']);
  return {
    ...(random.once(2) ? { assignDomain: domain } : {}),
    ...(random.once(2)
      ? { assignPath: random.pick(['library/nginx', 'app', 'team_a/x__y', 'a-b/c.d', 'localhost/app']) }
      : {}),
    ...(random.once(2)
      ? { assignTag: random.pick([':v2', ':latest', `@sha256:${'0123456789abcdef'.repeat(4)}`, ':1_2.3-4']) }
      : {}),
  };
}

function metadataLocation(random: Random): string {
  return random.pick([
    'metadata.labels.app',
    'metadata.labels.new',
    'metadata.annotations.note',
    'metadata.labels."example.com/tier"',
  ]);
}

function assignText(random: Random): JsonObject {
  return random.once(4)
    ? { fromMetadata: { field: random.pick(['name', 'namespace']) } }
    : { value: random.pick(['x', 'added', '']) };
}

function applyTo(random: Random): JsonObject {
  const [group, kind] = random.pick([
    ['', 'Pod'],
    ['', 'Pod'],
    ['apps', 'Deployment'],
    ['example.com', 'Made'],
    ['example.com', 'Wrap'],
  ] as const);
  const operations = random.once(4) ? { operations: random.pick([['*'], ['CREATE', 'UPDATE'], ['CREATE'], []]) } : {};
  return { groups: [group], versions: ['v1'], kinds: [kind], ...operations };
}

/** Tests of beginnings of the location, the shorter ones first: gator tells contradictions by the order in the list. */
function pathTests(random: Random, location: string): JsonObject[] {
  const ends = [...location.matchAll(/[.[](?![^[]*\])|$/g)].map(({ index }) => index);
  const chosen = random.several(1, 2, () => random.pick(ends)).sort((left, right) => left - right);
  return chosen.map((end) => ({
    subPath: location.slice(0, end),
    condition: random.pick(['MustExist', 'MustNotExist']),
  }));
}
