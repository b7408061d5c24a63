import { text, texts } from '@bulwark/model';
import { isObject, type JsonValue } from '@bulwark/text';
import { type ImportFile, type ReadItem, refusal } from './import-source.ts';
import type { ReadDocument } from './read-document.ts';

const severities = new Set(['INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);

/** `.checkov.yaml`: the ids under `skip-check`. */
export function readCheckovConfig({ name }: ImportFile, { value, lineOf }: ReadDocument): readonly ReadItem[] {
  if (!isObject(value)) return [];
  const skipped = listOf(value['skip-check']).map((id, index): ReadItem => {
    const source = `${name}:${lineOf(`/skip-check/${index}`)}`;
    if (severities.has(id)) return refusal(source, id, 'it skips by severity, and ours are not checkov’s');
    if (/[*?[]/.test(id)) return refusal(source, id, 'it is a pattern: name the checks');
    return { kind: 'acceptance', tool: 'checkov', id, where: {}, source };
  });
  const paths = listOf(value['skip-path']).map((path, index) =>
    refusal(
      `${name}:${lineOf(`/skip-path/${index}`)}`,
      `skip-path ${path}`,
      'Bulwark judges the files it is given: name others',
    ),
  );
  return [...skipped, ...paths];
}

/** A list, or one text with commas. */
function listOf(value: JsonValue | undefined): readonly string[] {
  const all = text(value)?.split(',') ?? texts(value).flatMap((item) => item.split(','));
  return all.map((item) => item.trim()).filter(Boolean);
}
