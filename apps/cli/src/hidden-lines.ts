import { items, record } from '@bulwark/model';
import { findSecrets, isObject, type JsonValue, parseText, type SourceText } from '@bulwark/text';

const hidden = '<hidden>';
const shortest = 4;

/** Shows lines of a file with the values of its Secrets, and whatever looks like a secret, taken out. */
export function hiddenLines(source: SourceText): (line: string) => string {
  const values = secretValues(source);
  return (line) => withoutTokens(values.reduce((shown, value) => shown.replaceAll(value, hidden), line));
}

/** Every line of every value of the Secrets in a text, longest first. */
function secretValues(source: SourceText): readonly string[] {
  if (!source.text.includes('Secret')) return [];
  const found = new Set<string>();
  for (const { value } of parseText(source).documents) {
    const objects = isObject(value) && Array.isArray(value['items']) ? items(value['items']) : [value];
    for (const object of objects) for (const text of valuesOf(object)) found.add(text);
  }
  return [...found].sort((a, b) => b.length - a.length);
}

function valuesOf(object: JsonValue): string[] {
  if (record(object)['kind'] !== 'Secret') return [];
  const fields = [record(record(object)['data']), record(record(object)['stringData'])];
  const values = fields.flatMap((field) => Object.values(field).map(String));
  return values
    .flatMap((value) => value.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line.length >= shortest);
}

function withoutTokens(line: string): string {
  let shown = line;
  for (const { start, end } of [...findSecrets(line)].reverse())
    shown = shown.slice(0, start) + hidden + shown.slice(end);
  return shown;
}
