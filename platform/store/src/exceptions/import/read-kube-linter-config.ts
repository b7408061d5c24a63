import { items, record, text, texts } from '@bulwark/model';
import { type ImportFile, type ReadItem, refusal } from './import-source.ts';
import type { ReadDocument } from './read-document.ts';

/** `.kube-linter.yaml`: the checks it excludes. What else it leaves out is refused, for it is no check of ours. */
export function readKubeLinterConfig({ name }: ImportFile, { value, lineOf }: ReadDocument): readonly ReadItem[] {
  const checks = record(record(value)['checks']);
  const at = (pointer: string): string => `${name}:${lineOf(pointer)}`;
  const own = new Set(items(record(value)['customChecks']).map((check) => text(record(check)['name'])));
  const excluded = texts(checks['exclude']).map((id, index): ReadItem => {
    const source = at(`/checks/exclude/${index}`);
    if (own.has(id)) return refusal(source, id, 'it is a check of the file’s own, under customChecks');
    return { kind: 'acceptance', tool: 'kube-linter', id, where: {}, source };
  });
  const paths = texts(checks['ignorePaths']).map((path, index) =>
    refusal(
      at(`/checks/ignorePaths/${index}`),
      `ignorePaths ${path}`,
      'Bulwark judges the files it is given: name others',
    ),
  );
  const others = record(value)['checks'] === undefined ? [] : chosen(checks['doNotAutoAddDefaults'] === true, at);
  return [...excluded, ...paths, ...others];
}

/** Without its defaults kube-linter judges only what is included: a choice, not an exception. */
function chosen(isChoice: boolean, at: (pointer: string) => string): readonly ReadItem[] {
  if (!isChoice) return [];
  const why = 'choosing checks is no exception: name ours under "check" in bulwark.yaml';
  return [refusal(at('/checks/doNotAutoAddDefaults'), 'doNotAutoAddDefaults', why)];
}
