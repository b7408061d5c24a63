import { randomFrom } from '@bulwark/testkit';
/** A document with a duplicate key, a key in other letters or an edge number somewhere, as YAML and as JSON text. */
export interface EdgeDocument {
  readonly kind: 'Pod' | 'Widget';
  readonly yaml: string;
  readonly json: string;
}

type Random = (below: number) => number;

/** Written twice, once as YAML writes a scalar and once as JSON does. */
interface Scalar {
  readonly yaml: string;
  readonly json: string;
}

const same = (text: string): Scalar => ({ yaml: text, json: text });
const quoted = (text: string): Scalar => ({ yaml: `"${text}"`, json: `"${text}"` });

const integers: readonly Scalar[] = [
  ...['0', '-0', '1', '65532', '2147483647', '2147483648', '9007199254740991', '9007199254740993'].map(same),
  ...['9223372036854775807', '9223372036854775808', '18446744073709551615', '-9223372036854775808'].map(same),
  ...['1.0', '0.0', '-0.0', '0e0', '1e3', '1E+2', '1.5', '1e-400', '100000000000000000000'].map(same),
  ...[
    ['0x10', '16'],
    ['0o17', '15'],
    ['017', '15'],
    ['08', '8'],
    ['0b11', '3'],
    ['1_000', '1000'],
    ['+7', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e400', '"1e400"'],
    ['0x7fffffffffffffff', '9223372036854775807'],
    ['0x10000000000000000', '"0x10000000000000000"'],
    ['-0x8000000000000000', '-9223372036854775808'],
  ].map(([yaml = '', json = '']) => ({ yaml, json })),
];
const ordinary: readonly Scalar[] = ['1', '1000', '65532'].map(same);
const booleans: readonly Scalar[] = [
  same('true'),
  same('false'),
  ...['yes', 'on', 'True', 'TRUE', 'y', 'Y'].map((yaml) => ({ yaml, json: 'true' })),
  ...['no', 'off', 'False', 'n', 'N'].map((yaml) => ({ yaml, json: 'false' })),
];
const odd: readonly Scalar[] = [
  same('null'),
  { yaml: '~', json: 'null' },
  quoted('true'),
  quoted('0'),
  same('[]'),
  same('{}'),
];

/** One entry of a mapping; several may have one key. */
type Entry = readonly [string, Node];
type Node = Scalar | readonly Entry[] | { readonly items: readonly (readonly Entry[])[] };

/** Documents from a seed, without end. */
export function* edgeDocuments(seed: number): Generator<EdgeDocument> {
  const random = randomFrom(seed);
  for (let index = 0; ; index++) {
    const kind = index % 3 === 2 ? 'Widget' : 'Pod';
    const tree = kind === 'Pod' ? pod(`edge-${index}`, random) : widget(`edge-${index}`, random);
    yield { kind, yaml: `${yamlOf(tree, 0).trimStart()}\n`, json: jsonOf(tree) };
  }
}

function pod(name: string, random: Random): readonly Entry[] {
  const container = some(random, [
    ['securityContext', some(random, securityFields(random))],
    ['stdin', bool(random)],
    ['tty', bool(random)],
  ]);
  return [
    ...head('v1', 'Pod', name),
    [
      'spec',
      [
        ...some(random, [
          ['hostNetwork', bool(random)],
          ['hostPID', bool(random)],
          ['hostIPC', bool(random)],
          ['shareProcessNamespace', bool(random)],
          ['automountServiceAccountToken', bool(random)],
          ['activeDeadlineSeconds', int(random)],
          [
            'securityContext',
            some(random, [
              ['runAsUser', int(random)],
              ['fsGroup', int(random)],
              ['runAsNonRoot', bool(random)],
            ]),
          ],
        ]),
        ['containers', { items: [[['name', quoted('a')], ['image', quoted('b')], ...container]] }],
      ],
    ],
  ];
}

function securityFields(random: Random): Entry[] {
  return [
    ['privileged', bool(random)],
    ['runAsUser', int(random)],
    ['runAsGroup', int(random)],
    ['runAsNonRoot', bool(random)],
    ['readOnlyRootFilesystem', bool(random)],
    ['allowPrivilegeEscalation', bool(random)],
  ];
}

function widget(name: string, random: Random): readonly Entry[] {
  const fields = Array.from(
    { length: 4 },
    (_, index): Entry => [`f${index}`, pick(random, [...integers, ...booleans, ...odd])],
  );
  return [
    ...head('example.org/v1', 'Widget', name),
    ['spec', some(random, [...fields, ['deep', some(random, fields)]])],
  ];
}

function head(apiVersion: string, kind: string, name: string): Entry[] {
  return [
    ['apiVersion', quoted(apiVersion)],
    ['kind', quoted(kind)],
    ['metadata', [['name', quoted(name)]]],
  ];
}

/** Some of the entries; now and then one stands twice, or in other letters. */
function some(random: Random, entries: readonly Entry[]): Entry[] {
  return entries.flatMap(([key, node]): Entry[] => {
    if (random(2) === 0) return [];
    if (random(6) === 0)
      return [
        [key, otherThan(random, node)],
        [key, node],
      ];
    if (random(8) === 0) return [[otherLetters(random, key), node]];
    if (random(12) === 0)
      return [
        [otherLetters(random, key), otherThan(random, node)],
        [key, node],
      ];
    return [[key, node]];
  });
}

function otherThan(random: Random, node: Node): Node {
  if (!('yaml' in node)) return node;
  return booleans.includes(node) ? bool(random) : int(random);
}

function otherLetters(random: Random, key: string): string {
  const spellings = [key.toUpperCase(), key.toLowerCase(), key.charAt(0).toUpperCase() + key.slice(1)];
  const other = spellings[random(3)] ?? '';
  return other === key ? key.toUpperCase() : other;
}

function bool(random: Random): Scalar {
  return pick(random, random(12) === 0 ? odd : booleans);
}

function int(random: Random): Scalar {
  if (random(2) === 0) return pick(random, ordinary);
  return pick(random, random(12) === 0 ? odd : integers);
}

function pick(random: Random, from: readonly Scalar[]): Scalar {
  return from[random(from.length)] ?? same('null');
}

function yamlOf(node: Node, depth: number): string {
  if ('yaml' in node) return node.yaml;
  const indent = '  '.repeat(depth);
  if ('items' in node) return node.items.map((item) => `\n${indent}- ${yamlOf(item, depth + 1).trimStart()}`).join('');
  if (node.length === 0) return '{}';
  return node.map(([key, value]) => `\n${indent}${key}: ${yamlOf(value, depth + 1)}`).join('');
}

function jsonOf(node: Node): string {
  if ('json' in node) return node.json;
  if ('items' in node) return `[${node.items.map(jsonOf).join(',')}]`;
  return `{${node.map(([key, value]) => `${JSON.stringify(key)}:${jsonOf(value)}`).join(',')}}`;
}
