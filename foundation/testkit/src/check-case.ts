import { items, record, text, texts } from '@bulwark/model';
import { type JsonObject, type JsonValue, parseYaml, SourceText } from '@bulwark/text';

/** One case of a check: the first object is judged, the others are there for it to look up. */
export interface CheckCase {
  readonly expect: 'pass' | 'fail';
  readonly title: string;
  readonly objects: readonly JsonObject[];
  /** Pointers of the problems, in any order; undefined where the case does not say. */
  readonly at?: readonly string[];
  /** For checks without a fix: edits that turn a failing case into a passing one. */
  readonly flip: readonly JsonObject[];
  readonly kubeVersion?: string;
  readonly parameters: JsonObject;
  /** `cluster` makes the snapshot one of a live cluster. */
  readonly scope: 'files' | 'cluster';
  /** The moment to judge expiry at; the start of 2026 by default. */
  readonly now: string;
}

/**
 * The cases of a `.cases.yaml`: a list of `{pass|fail: title, pod|object|objects, at?, flip?, kubeVersion?,
 * parameters?, scope?, now?}`, where `pod` is the spec of a Pod shop/test.
 */
export function parseCheckCases(name: string, content: string): CheckCase[] {
  const { documents, diagnostics } = parseYaml(new SourceText(name, content));
  if (diagnostics.length > 0) throw new Error(`${name}: ${diagnostics[0]?.message}`);
  return items(documents[0]?.value).map((value) => checkCase(name, record(value)));
}

const known = new Set([
  'pass',
  'fail',
  'pod',
  'object',
  'objects',
  'at',
  'flip',
  'kubeVersion',
  'parameters',
  'scope',
  'now',
]);

function checkCase(name: string, value: JsonObject): CheckCase {
  const stray = Object.keys(value).find((key) => !known.has(key));
  if (stray) throw new Error(`${name}: unknown key ${stray} in a case`);
  const title = text(value['pass']) ?? text(value['fail']);
  if (title === undefined) throw new Error(`${name}: a case starts with pass: or fail: and its title`);
  const kubeVersion = value['kubeVersion'];
  return {
    expect: value['pass'] === undefined ? 'fail' : 'pass',
    title,
    objects: objectsOf(name, value),
    ...(value['at'] === undefined ? {} : { at: texts(value['at']) }),
    flip: items(value['flip']).map(record),
    ...(kubeVersion === undefined ? {} : { kubeVersion: String(kubeVersion) }),
    parameters: record(value['parameters']),
    scope: value['scope'] === 'cluster' ? 'cluster' : 'files',
    now: text(value['now']) ?? '2026-01-01T00:00:00Z',
  };
}

function objectsOf(name: string, value: JsonObject): JsonObject[] {
  if (value['pod'] !== undefined) return [podObject(value['pod']), ...items(value['objects']).map(record)];
  if (value['object'] !== undefined) return [record(value['object']), ...items(value['objects']).map(record)];
  const objects = items(value['objects']).map(record);
  if (objects.length === 0) throw new Error(`${name}: a case needs pod:, object: or objects:`);
  return objects;
}

function podObject(spec: JsonValue): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'test', namespace: 'shop' }, spec };
}
