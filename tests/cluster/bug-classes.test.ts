// needs: cluster (Go, openssl, etcd); skipped with the reason where one is missing
// Longer than 300 lines: the generator and the reading it is compared by make sense only side by side.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { items, own, record, text, toResource } from '@bulwark/model';
import { type JsonValue, parseText, SourceText } from '@bulwark/text';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterAvailable } from './availability.ts';
import { createNamespace } from './create-namespace.ts';
import { type Cluster, startCluster } from './start-cluster.ts';

const available = clusterAvailable();
if (!available.ok) process.stdout.write(`skipped: documents as a real API server reads them: ${available.reason}\n`);

const seed = 20270203;
const count = 500;

// BC-01 duplicate keys, BC-02 keys in another case, BC-03 numbers at the edges.
describe.skipIf(!available.ok)('documents as a real API server reads them', () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await startCluster({});
    await createNamespace(cluster.request, 'shop');
  });

  afterAll(() => cluster?.stop());

  test(`${count} generated documents have the values that the server reads in them`, async () => {
    const samples = generate();
    const answers = await answersTo(cluster, samples);
    const mismatches = samples.flatMap((sample, index) => differences(sample, answers[index] ?? noAnswer));
    expect(mismatches, `seed ${seed}: ${mismatches.length} mismatches`).toEqual([]);
    // Each way to compare was taken often enough to mean something.
    const answered = (status: number): number => answers.filter((answer) => answer.status === status).length;
    expect(answered(201), `seed ${seed}: stored`).toBeGreaterThan(200);
    expect(answered(400), `seed ${seed}: refused for a type`).toBeGreaterThan(50);
    expect(answered(422), `seed ${seed}: read, and out of bounds`).toBeGreaterThan(10);
  });

  // Known gaps are pinned with what differs: a mended one turns red here and goes into the generator.
  test.each(special)('%s', async (what, kind, body, known) => {
    const sample = specialSample(what, kind, body);
    const [answer = noAnswer] = await answersTo(cluster, [sample]);
    expect(differences(sample, answer)).toEqual(known.map((gap) => `${what}: ${gap}\n${sample.text}`));
  });
});

/** A body of a pod or ConfigMap beside what of it is read differently today; empty where we agree with the server. */
const special: readonly (readonly [what: string, kind: Kind, body: string, known: readonly string[]])[] = [
  // Into a field that is set, Go's decoder reads a second object or list over the first; null leaves a plain bool as it was.
  [
    'an object twice in JSON: the server merges them',
    'Pod',
    '"spec":{"containers":[{"name":"a","image":"a","securityContext":{"privileged":true},"securityContext":{"runAsUser":5}}]}',
    ['privileged: false for us, true stored'],
  ],
  [
    'a list twice in JSON: the server reads the second over the first',
    'Pod',
    '"spec":{"containers":[{"name":"a","image":"a","securityContext":{"privileged":true}}],"containers":[{"name":"a","image":"a"}]}',
    ['privileged: false for us, true stored'],
  ],
  [
    'the spec twice in JSON: the server merges them',
    'Pod',
    '"spec":{"hostNetwork":true},"spec":{"containers":[{"name":"a","image":"a"}]}',
    ['hostNetwork: false for us, true stored'],
  ],
  [
    'true and then null in JSON: true stays',
    'Pod',
    '"spec":{"hostNetwork":true,"hostNetwork":null,"containers":[{"name":"a","image":"a"}]}',
    ['hostNetwork: false for us, true stored'],
  ],
  [
    'an object and then null in JSON: it is gone',
    'Pod',
    '"spec":{"containers":[{"name":"a","image":"a","securityContext":{"privileged":true},"securityContext":null}]}',
    [],
  ],
  [
    'data twice in JSON: the server merges them',
    'ConfigMap',
    '"data":{"a":"1"},"data":{"b":"2"}',
    ['data a: undefined for us, "1" stored'],
  ],
  [
    'an object twice in YAML: the last one only',
    'Pod',
    'spec:\n  containers:\n    - name: a\n      image: a\n      securityContext: {privileged: true}\n      securityContext: {runAsUser: 5}',
    [],
  ],
  [
    'true and then null in YAML: unset',
    'Pod',
    'spec:\n  hostNetwork: true\n  hostNetwork: null\n  containers:\n    - name: a\n      image: a',
    [],
  ],
  [
    '-0 in JSON: the server reads 0',
    'Pod',
    '"spec":{"containers":[{"name":"a","image":"a","securityContext":{"runAsUser":-0}}]}',
    ['of a wrong type for us: [runAsUser], the server said 201: '],
  ],
  [
    '-0 in YAML: the server reads 0',
    'Pod',
    'spec:\n  containers:\n    - name: a\n      image: a\n      securityContext:\n        runAsUser: -0',
    ['of a wrong type for us: [runAsUser], the server said 201: '],
  ],
];

function specialSample(name: string, kind: Kind, body: string): Sample {
  const format = body.startsWith('"') ? 'json' : 'yaml';
  const json = `{"apiVersion":"v1","kind":"${kind}","metadata":{"name":"a"},${body}}`;
  const yaml = `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: a\n${body}\n`;
  return { name, kind, format, text: format === 'json' ? json : yaml, ambiguous: !name.startsWith('-0') };
}

type Format = 'json' | 'yaml';
type Kind = keyof typeof collections;

interface Sample {
  readonly name: string;
  readonly kind: Kind;
  readonly format: Format;
  readonly text: string;
  /** A key stands twice in it. */
  readonly ambiguous: boolean;
}

interface Answer {
  readonly status: number;
  readonly body: JsonValue;
}

const collections = {
  Pod: '/api/v1/namespaces/shop/pods',
  Deployment: '/apis/apps/v1/namespaces/shop/deployments',
  ConfigMap: '/api/v1/namespaces/shop/configmaps',
} as const;

const noAnswer: Answer = { status: 0, body: null };

/** Every way in which our reading of a document is not the server's, with its text. */
function differences(sample: Sample, answer: Answer): readonly string[] {
  const document = parseText(new SourceText(sample.name, sample.text)).documents[0];
  const resource = toResource(document?.value ?? null);
  const found = resource
    ? compare(readings(sample.kind, resource.object), { kind: sample.kind, answer })
    : [`no object for us, ${shown(answer)}`];
  if (document?.ambiguous !== sample.ambiguous) found.push(`ambiguous is ${document?.ambiguous}`);
  return found.map((what) => `${sample.name}: ${what}\n${sample.text}`);
}

type Readings = ReadonlyMap<string, string>;

function compare(ours: Readings, { kind, answer }: { readonly kind: Kind; readonly answer: Answer }): string[] {
  const mistyped = [...ours.keys()].filter((field) => ours.get(field) === wrongType);
  if (answer.status === 400) {
    const said = text(record(answer.body)['message']) ?? '';
    const refused = /\.(\w+) of type \w+$/.exec(said)?.[1] ?? '';
    const isAgreed = mistyped.includes(refused) || (mistyped.length > 0 && notANumber.test(said));
    return isAgreed ? [] : [`of a wrong type for us: [${mistyped.join()}], ${shown(answer)}`];
  }
  if (mistyped.length > 0) return [`of a wrong type for us: [${mistyped.join()}], ${shown(answer)}`];
  if (answer.status === 422) return outOfBounds(ours, answer);
  if (answer.status !== 201) return [shown(answer)];
  const theirs = readings(kind, answer.body);
  const fields = new Set([...ours.keys(), ...theirs.keys()]);
  return [...fields].flatMap((field) =>
    ours.get(field) === theirs.get(field) ? [] : [`${field}: ${ours.get(field)} for us, ${theirs.get(field)} stored`],
  );
}

/** YAML's `.inf` and `.nan`: the server cannot say where. */
const notANumber = /unsupported value: (?:NaN|\+Inf|-Inf)/;

/** A number that the server could read but does not allow stands in its answer. */
function outOfBounds(ours: Readings, answer: Answer): string[] {
  const causes = items(record(record(answer.body)['details'])['causes']).map(record);
  if (causes.length === 0) return [shown(answer)];
  return causes.flatMap((cause) => {
    const field = text(cause['field'])?.replace(/^.*\./, '') ?? '';
    const value = /^Invalid value: (\S+):/.exec(text(cause['message']) ?? '')?.[1];
    return value !== undefined && ours.get(field) === value
      ? []
      : [`${field}: ${ours.get(field)} for us, ${shown(answer)}`];
  });
}

function shown({ status, body }: Answer): string {
  return `the server said ${status}: ${text(record(body)['message']) ?? ''}`;
}

const wrongType = 'a wrong type';

/** Each field of the object as text: its value in its Go type, the server's default where it is missing or null. */
function readings(kind: Kind, object: JsonValue): Readings {
  if (kind === 'ConfigMap') {
    const data = Object.entries(record(field(object, 'data')));
    const values = data.map(([key, value]) => [`data ${key}`, read('text', value)] as const);
    const isMistyped = values.some(([, value]) => value === wrongType);
    return new Map([...values, ['data', isMistyped ? wrongType : ''], flag(field(object, 'immutable'), 'immutable')]);
  }
  const spec = field(object, 'spec');
  const pod = kind === 'Pod' ? spec : field(field(spec, 'template'), 'spec');
  const context = field(items(field(pod, 'containers'))[0], 'securityContext');
  const replicas = read('int32', field(spec, 'replicas')) || '1';
  return new Map([
    flag(field(pod, 'hostNetwork'), 'hostNetwork'),
    flag(field(context, 'privileged'), 'privileged'),
    ['runAsUser', read('int64', field(context, 'runAsUser'))],
    ['terminationGracePeriodSeconds', read('int64', field(pod, 'terminationGracePeriodSeconds')) || '30'],
    ...(kind === 'Deployment' ? [['replicas', replicas] as const] : []),
  ]);
}

function field(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return own(record(value), key);
}

function flag(value: JsonValue | undefined, name: string): readonly [string, string] {
  return [name, read('bool', value) || 'false'];
}

type GoType = 'bool' | 'int32' | 'int64' | 'text';

function read(type: GoType, value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (type === 'text') return typeof value === 'string' ? JSON.stringify(value) : wrongType;
  if (type === 'bool') return typeof value === 'boolean' ? String(value) : wrongType;
  const isInteger = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  if (!isInteger) return wrongType;
  const exact = BigInt(value);
  return BigInt.asIntN(type === 'int32' ? 32 : 64, exact) === exact ? String(exact) : wrongType;
}

/** What the server says to each sample, a few at a time; nothing is kept there. */
async function answersTo(cluster: Cluster, samples: readonly Sample[]): Promise<readonly Answer[]> {
  const pki = (file: string): Buffer => readFileSync(join(cluster.dir, 'pki', file));
  const certificates = { ca: pki('ca.crt'), cert: pki('admin.crt'), key: pki('admin.key') };
  const agent = new Agent({ keepAlive: true, ...certificates });
  const answers: Answer[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < samples.length; index = next++) {
      const sample = samples[index];
      if (sample) answers[index] = await send(sample, { url: cluster.url, agent });
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  agent.destroy();
  return answers;
}

function send(
  { kind, format, text: body }: Sample,
  server: { readonly url: string; readonly agent: Agent },
): Promise<Answer> {
  const url = new URL(`${collections[kind]}?dryRun=All&fieldValidation=Ignore`, server.url);
  const headers = { 'content-type': `application/${format}`, accept: 'application/json' };
  return new Promise((done, fail) => {
    const call = request(url, { method: 'POST', agent: server.agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', fail);
      answer.on('end', () => {
        done({ status: answer.statusCode ?? 0, body: exactJson(Buffer.concat(chunks).toString('utf8')) });
      });
    });
    call.on('error', fail);
    call.end(body);
  });
}

/** Read without our own parser, which is what is tested; integers become bigint. */
function exactJson(json: string): JsonValue {
  // Node has the source of a value (ES2026), TypeScript's libraries do not yet.
  const parse = JSON.parse as (
    json: string,
    reviver: (key: string, value: JsonValue, context: { readonly source?: string }) => JsonValue,
  ) => JsonValue;
  return parse(json, (_, value, { source = '' }) =>
    typeof value === 'number' && /^-?\d+$/.test(source) ? BigInt(source) : value,
  );
}

/** A scalar as it is written, a list of one, or a mapping whose keys may stand in it more than once. */
type Tree = string | { readonly item: Tree } | readonly Entry[];
type Entry = readonly [key: string, value: Tree];

interface Maker {
  readonly format: Format;
  readonly below: (bound: number) => number;
  ambiguous: boolean;
}

function generate(): readonly Sample[] {
  const below = randomFrom(seed);
  const kinds = ['Pod', 'Pod', 'Deployment', 'Deployment', 'ConfigMap'] as const;
  return Array.from({ length: count }, (_, index) => {
    const format = index % 2 === 0 ? 'json' : 'yaml';
    const kind = kinds[below(kinds.length)] ?? 'Pod';
    const maker: Maker = { format, below, ambiguous: false };
    const tree = objectOf(kind, maker);
    const written = format === 'json' ? jsonOf(tree) : `${yamlOf(tree, '')}\n`;
    return { name: `${kind} ${index}.${format}`, kind, format, text: written, ambiguous: maker.ambiguous };
  });
}

function objectOf(kind: Kind, maker: Maker): Tree {
  const head: Entry[] = [
    ['apiVersion', kind === 'Deployment' ? '"apps/v1"' : '"v1"'],
    ['kind', `"${kind}"`],
    ['metadata', [['name', '"sample"']]],
  ];
  if (kind === 'ConfigMap') {
    const data = [...written('a', 'text', maker), ...written('b', 'text', maker)];
    return [...head, ...varied('data', data, maker), ...written('immutable', 'bool', maker)];
  }
  if (kind === 'Pod') return [...head, ...varied('spec', podSpec(maker), maker)];
  const labels: Tree = [['app', '"sample"']];
  const template: Tree = [['metadata', [['labels', labels]]], ...varied('spec', podSpec(maker), maker)];
  const selector: Entry = ['selector', [['matchLabels', labels]]];
  return [...head, ['spec', [...written('replicas', 'int32', maker), selector, ['template', template]]]];
}

function podSpec(maker: Maker): Tree {
  const context = [...written('privileged', 'bool', maker), ...written('runAsUser', 'int64', maker)];
  const container: Tree = [['name', '"a"'], ['image', '"a"'], ...varied('securityContext', context, maker)];
  return [
    ...written('hostNetwork', 'bool', maker),
    ['containers', { item: container }],
    ...written('terminationGracePeriodSeconds', 'int64', maker),
  ];
}

/** A field: mostly once, at times missing, twice or three times, or beside itself in another case. */
function written(key: string, type: GoType, maker: Maker): readonly Entry[] {
  const { below } = maker;
  if (below(4) === 0) return [];
  const good = (): string => pick(goodValues[type], below);
  if (below(3) === 0) {
    maker.ambiguous = true;
    return Array.from({ length: 2 + below(2) }, () => [key, good()] as const);
  }
  const edges = [...edgeValues[type], ...(maker.format === 'yaml' ? yamlValues[type] : [])];
  return varied(key, below(4) === 0 ? pick(edges, below) : good(), maker, good());
}

const decoy: Tree = [
  ['privileged', 'true'],
  ['hostNetwork', 'true'],
  ['c', '"x"'],
];

/** The key with its value, and at times the same key in another case before or after it, or (a scalar) in its place. */
function varied(key: string, value: Tree, { below }: Maker, other: Tree = decoy): readonly Entry[] {
  const entry: Entry = [key, value];
  if (below(4) !== 0) return [entry];
  const inOtherCase = [key.toUpperCase(), `${key.charAt(0).toUpperCase()}${key.slice(1)}`, key.toLowerCase()];
  const variant: Entry = [
    pick(
      inOtherCase.filter((name) => name !== key),
      below,
    ),
    other,
  ];
  if (typeof value === 'string' && below(3) === 0) return [variant];
  return below(2) === 0 ? [variant, entry] : [entry, variant];
}

const integers = ['0', '1', '1000', '65534', '2147483647'];
const longIntegers = ['2147483648', '9007199254740991', '9007199254740993', '9223372036854775807'];
const notIntegers = ['9223372036854775808', '1e400', '1.5', '"1000"', 'true'];
const edgeNumbers = ['1.0', '0.0', '-0.0', '1e3', '1E3', '9007199254740993.0'];

const goodValues: Readonly<Record<GoType, readonly string[]>> = {
  bool: ['true', 'false'],
  int32: integers,
  int64: [...integers, ...integers, ...longIntegers],
  text: ['"x"', '"1.0"', '"true"', '""'],
};
const edgeValues: Readonly<Record<GoType, readonly string[]>> = {
  bool: ['"true"', '1', '0', '1.0', 'null'],
  int32: ['2147483648', '9007199254740993', 'null', ...notIntegers, ...edgeNumbers],
  int64: ['null', ...longIntegers, ...notIntegers, ...edgeNumbers],
  text: ['1', '1.0', 'true', '9007199254740993'],
};
const yamlIntegers = ['0x3e8', '017', '0o17', '0b11', '1_000', '+5', '5.', '.5', '-.0', '.inf', '.nan'];
const yamlValues: Readonly<Record<GoType, readonly string[]>> = {
  bool: ['yes', 'on', 'Off', 'True', 'y', '~'],
  int32: yamlIntegers,
  int64: yamlIntegers,
  text: ['yes', '1_000', '0x10', '1e3', 'x', '1.2.3'],
};

function pick<T>(values: readonly T[], below: (bound: number) => number): T {
  const value = values[below(values.length)];
  if (value === undefined) throw new Error('expected a value to choose, found none');
  return value;
}

function jsonOf(tree: Tree): string {
  if (typeof tree === 'string') return tree;
  if ('item' in tree) return `[${jsonOf(tree.item)}]`;
  return `{${tree.map(([key, value]) => `"${key}":${jsonOf(value)}`).join(',')}}`;
}

function yamlOf(tree: Tree, indent: string): string {
  if (typeof tree === 'string') return tree;
  if ('item' in tree) return `${indent}- ${yamlOf(tree.item, `${indent}  `).trimStart()}`;
  return tree.map(([key, value]) => `${indent}${key}:${yamlValue(value, indent)}`).join('\n');
}

function yamlValue(value: Tree, indent: string): string {
  if (typeof value === 'string') return ` ${value}`;
  if (!('item' in value) && value.length === 0) return ' {}';
  return `\n${yamlOf(value, `${indent}  `)}`;
}

/** Whole numbers below a bound that the seed decides (mulberry32). */
function randomFrom(start: number): (bound: number) => number {
  let state = start;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}
