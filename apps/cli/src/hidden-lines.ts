import { items, record, redactSecret } from '@bulwark/model';
import {
  hidden,
  isObject,
  type JsonObject,
  type JsonValue,
  parseText,
  type SourceText,
  withoutSecrets,
} from '@bulwark/text';

const shortest = 4;
const shortestPart = 8;

/** Shows lines of a file with the values of its Secrets, and whatever looks like a secret, taken out. */
export function hiddenLines(source: SourceText): (line: string) => string {
  const values = secretValues(source);
  if (values.length === 0) return withoutSecrets;
  const folded = values.map(withoutSpace);
  return (line) => {
    const shown = values.reduce((rest, value) => rest.replaceAll(value, hidden), line);
    return withoutSecrets(isPartOf(folded, shown) ? shown.replace(/(?<=^\s*(?:[^\s:]+:\s+)?)\S.*$/m, hidden) : shown);
  };
}

/** Every line of every text in a file that tells the value of a Secret, also as YAML and JSON escape it; longest first. */
function secretValues(source: SourceText): readonly string[] {
  if (!source.text.includes('Secret')) return [];
  const found = new Set<string>();
  for (const { value } of parseText(source).documents) {
    const objects = isObject(value) && Array.isArray(value['items']) ? items(value['items']) : [value];
    for (const object of objects) for (const text of textsOf(object)) addForms(text, found);
  }
  return [...found].sort((a, b) => b.length - a.length);
}

/** Values of a Secret as they stand, decoded and encoded, and annotations that repeat them. */
function textsOf(object: JsonValue): string[] {
  const secret = record(object);
  // A typed list leaves the kind of its items out.
  if ((secret['kind'] ?? 'Secret') !== 'Secret') return [];
  const encoded = Object.values(record(secret['data'])).map(String);
  const plain = Object.values(record(secret['stringData'])).map(String);
  return [
    ...encoded,
    ...plain,
    ...encoded.map((text) => Buffer.from(text, 'base64').toString()),
    ...plain.map((text) => Buffer.from(text).toString('base64')),
    ...telling(secret),
  ];
}

/** Annotations that do not survive redaction. */
function telling(secret: JsonObject): string[] {
  const annotations = (object: JsonObject): JsonObject => record(record(object['metadata'])['annotations']);
  const redacted = annotations(redactSecret(secret, { digest: () => '', privateKey: () => undefined }));
  return Object.entries(annotations(secret)).flatMap(([key, value]) =>
    redacted[key] === value ? [] : [String(value)],
  );
}

function addForms(text: string, into: Set<string>): void {
  for (const form of [text, JSON.stringify(text).slice(1, -1), text.replaceAll("'", "''")]) {
    for (const line of form.split('\n').map((part) => part.trim())) if (line.length >= shortest) into.add(line);
  }
}

/** Whether what stands on a line is a piece of a value that is folded over several lines. */
function isPartOf(folded: readonly string[], line: string): boolean {
  const content = withoutSpace(line.replace(/^\s*[^\s:]+:\s+/, '').replace(/^["'>|]+|["'\\]+$/g, ''));
  return content.length >= shortestPart && folded.some((value) => value.includes(content));
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
