import { readFileSync } from 'node:fs';
import { isList, isObject, parseYaml, SourceText } from '@bulwark/text';

const file = new URL('known-gaps.yaml', import.meta.url).pathname;

/** The reason of each case that is known to fail, by its name; throws where one stands there twice or without a reason. */
export function readKnownGaps(): ReadonlyMap<string, string> {
  const { documents, diagnostics } = parseYaml(new SourceText('known-gaps.yaml', readFileSync(file, 'utf8')));
  if (diagnostics[0]) throw new Error(`known-gaps.yaml: ${diagnostics[0].message}`);
  const gaps = new Map<string, string>();
  const entries = documents[0]?.value;
  for (const entry of isList(entries) ? entries : []) {
    const reason = isObject(entry) ? entry['reason'] : undefined;
    const cases = isObject(entry) ? entry['cases'] : undefined;
    if (typeof reason !== 'string' || !isList(cases)) throw new Error('known-gaps.yaml: expected reason and cases');
    for (const name of cases) {
      if (typeof name !== 'string' || gaps.has(name))
        throw new Error(`known-gaps.yaml: ${String(name)} stands there twice`);
      gaps.set(name, reason);
    }
  }
  return gaps;
}
