import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync, zstdDecompressSync } from 'node:zlib';

const archive = '../shared/suites/schemas/open/kubernetes-openapi.tar.zst';
const target = 'content/schemas/kubernetes.json.gz';
const kubernetes = '1.37.2';

/** Writes the built-in kinds' schemas, reduced to what validation needs; leaves them alone where the source is absent. */
export function generateSchemas(): void {
  if (!existsSync(archive)) {
    console.log(`gen schemas: ${archive} is not there, ${target} stays as it is`);
    return;
  }
  const swagger = fileOfTar(zstdDecompressSync(readFileSync(archive)), 'kubernetes-openapi/swagger.json');
  const text = JSON.stringify(reduced(JSON.parse(swagger) as Swagger));
  // Compressors of other versions give other bytes, so the text decides whether anything changed.
  if (existsSync(target) && gunzipSync(readFileSync(target)).toString('utf8') === text) return;
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 255; // the system that packed it: unknown
  writeFileSync(target, bytes);
}

interface SwaggerSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, SwaggerSchema>>;
  readonly required?: readonly string[];
  readonly items?: SwaggerSchema;
  readonly additionalProperties?: SwaggerSchema;
  readonly [extension: `x-kubernetes-${string}`]: unknown;
}

interface Swagger {
  readonly definitions: Readonly<Record<string, SwaggerSchema>>;
}

interface KindName {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const kept = [
  'type',
  'format',
  'enum',
  'required',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
] as const;

function reduced({ definitions }: Swagger): object {
  const kinds: Record<string, string> = {};
  for (const [name, schema] of Object.entries(definitions)) {
    for (const { group, version, kind } of kindsOf(schema)) {
      kinds[`${group === '' ? '' : `${group}/`}${version} ${kind}`] = name;
    }
  }
  const names = reachable(Object.values(kinds), definitions);
  return {
    kubernetes,
    license: 'Apache-2.0, The Kubernetes Authors',
    kinds: sorted(kinds),
    definitions: sorted(Object.fromEntries(names.map((name) => [name, definition(name, definitions)]))),
  };
}

/** Lists are taken apart before they are judged, and options of calls are no objects. */
function kindsOf(schema: SwaggerSchema): readonly KindName[] {
  const kinds = (schema['x-kubernetes-group-version-kind'] ?? []) as readonly KindName[];
  const isObject = schema.properties?.['metadata'] !== undefined && schema.properties['items'] === undefined;
  return isObject ? kinds : [];
}

function reachable(roots: readonly string[], definitions: Swagger['definitions']): string[] {
  const found = new Set<string>();
  const visit = (schema: SwaggerSchema): void => {
    if (schema.$ref !== undefined) visitName(nameOf(schema.$ref));
    for (const field of Object.values(schema.properties ?? {})) visit(field);
    if (schema.items) visit(schema.items);
    if (schema.additionalProperties) visit(schema.additionalProperties);
  };
  const visitName = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    visit(definitions[name] ?? {});
  };
  roots.forEach(visitName);
  return [...found];
}

function definition(name: string, definitions: Swagger['definitions']): object {
  // Swagger calls it a string; it is a number too.
  if (name.endsWith('.api.resource.Quantity')) return { format: 'quantity' };
  return reducedSchema(definitions[name] ?? {});
}

function reducedSchema(schema: SwaggerSchema): object {
  if (schema.$ref !== undefined) return { $ref: nameOf(schema.$ref) };
  const { properties, items, additionalProperties } = schema;
  return {
    ...Object.fromEntries(kept.flatMap((key) => (schema[key] === undefined ? [] : [[key, schema[key]]]))),
    ...(properties ? { properties: sorted(mapValues(properties)) } : {}),
    ...(items ? { items: reducedSchema(items) } : {}),
    ...(additionalProperties ? { additionalProperties: reducedSchema(additionalProperties) } : {}),
  };
}

function mapValues(properties: Readonly<Record<string, SwaggerSchema>>): Record<string, object> {
  return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, reducedSchema(field)]));
}

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The text of one file of a tar archive (POSIX ustar: blocks of 512 bytes, a header before each file). */
function fileOfTar(tar: Buffer, wanted: string): string {
  for (let at = 0; at + 512 <= tar.length; ) {
    const name = field(tar, at, 100);
    const size = Number.parseInt(field(tar, at + 124, 12), 8) || 0;
    if (name.replace(/^\.\//, '') === wanted) return tar.toString('utf8', at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`gen schemas: no ${wanted} in ${archive}`);
}

function field(tar: Buffer, at: number, length: number): string {
  return tar
    .toString('utf8', at, at + length)
    .replace(/\0.*$/s, '')
    .trim();
}
