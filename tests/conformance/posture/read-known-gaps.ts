import { readFileSync } from 'node:fs';
import { items, record, text, texts } from '@bulwark/model';
import { parseYaml, SourceText } from '@bulwark/text';

const file = new URL('known-gaps.yaml', import.meta.url).pathname;

/** The reason of each known disagreement, by case; throws where one is listed without a reason or twice. */
export function readKnownGaps(tool: string): ReadonlyMap<string, string> {
  const { documents, diagnostics } = parseYaml(new SourceText('known-gaps.yaml', readFileSync(file, 'utf8')));
  if (diagnostics[0]) throw new Error(`known-gaps.yaml: ${diagnostics[0].message}`);
  const gaps = new Map<string, string>();
  for (const entry of items(documents[0]?.value).map(record)) {
    const reason = text(entry['reason']);
    const cases = texts(entry['cases']);
    if (!reason || cases.length === 0) throw new Error(`known-gaps.yaml: expected tool, reason and cases`);
    if (entry['tool'] !== tool) continue;
    for (const name of cases) {
      if (gaps.has(name)) throw new Error(`known-gaps.yaml: ${tool} ${name} stands there twice`);
      gaps.set(name, reason);
    }
  }
  return gaps;
}
