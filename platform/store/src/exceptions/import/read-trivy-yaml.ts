import { items, record, text, texts } from '@bulwark/model';
import { isList, type JsonObject } from '@bulwark/text';
import type { ExceptionScope } from '../exception.ts';
import { type ImportFile, type ReadItem, refusal } from './import-source.ts';
import { pathGlobs } from './path-globs.ts';
import type { ReadDocument } from './read-document.ts';
import { trivyExpiry } from './read-trivy-ignore.ts';

export const trivySections = ['vulnerabilities', 'misconfigurations', 'secrets', 'licenses'] as const;

/** `.trivyignore.yaml`: ids by section, each with paths, purls, `expired_at` and `statement`. */
export function readTrivyYaml({ name }: ImportFile, { value, lineOf }: ReadDocument): readonly ReadItem[] {
  return trivySections.flatMap((section) =>
    items(record(value)[section]).map((item, index) =>
      readItem(section, record(item), `${name}:${lineOf(`/${section}/${index}`)}`),
    ),
  );
}

function readItem(section: (typeof trivySections)[number], item: JsonObject, source: string): ReadItem {
  const id = text(item['id']);
  if (id === undefined) return refusal(source, section, 'it names no id');
  if (section === 'secrets') return refusal(source, id, 'Bulwark finds secrets by patterns of its own');
  if (section === 'licenses') return refusal(source, id, 'Bulwark does not judge licences');
  if (section === 'vulnerabilities' && (item['purls'] !== undefined || item['paths'] !== undefined)) {
    return refusal(source, id, 'it holds for some packages or paths only, which an exception cannot say');
  }
  const where = scopeOf(item);
  if (where === undefined)
    return refusal(source, id, `no glob of ours means just its paths ${texts(item['paths']).join(', ')}`);
  const stated = item['expired_at'];
  const expires = typeof stated === 'string' ? trivyExpiry(stated) : undefined;
  if (stated !== undefined && expires === undefined) return refusal(source, id, 'its expired_at is no date');
  const reason = text(item['statement'])?.trim();
  return {
    kind: 'acceptance',
    tool: 'trivy',
    id,
    where,
    source,
    ...(reason ? { reason } : {}),
    ...(expires ? { expires } : {}),
  };
}

function scopeOf(item: JsonObject): ExceptionScope | undefined {
  const paths = item['paths'];
  if (paths === undefined || (isList(paths) && paths.length === 0)) return {};
  const globs = texts(paths).map(pathGlobs);
  const known = globs.flatMap((some) => some ?? []);
  return globs.length > 0 && globs.every((some) => some !== undefined) ? { paths: known } : undefined;
}
