import type { Coverage, Report } from '@bulwark/model';
import { chunks } from '../chunks.ts';
import { exactJson } from '../exact-json.ts';
import { findingWriter } from '../finding-json.ts';
import type { Format } from '../format.ts';
import { inertJson } from '../inert.ts';

export const json: Format = {
  name: 'json',
  description: 'the whole report by its published JSON Schema, one finding a line',
  mediaType: 'application/json',
  extension: 'json',
  write: (report) => chunks(pieces(report)),
};

function* pieces(report: Report): Generator<string> {
  const { findings, coverage, ...envelope } = report;
  yield '{\n';
  for (const [key, value] of Object.entries(envelope))
    yield inertJson(`  ${JSON.stringify(key)}: ${exactJson(value)},\n`);
  yield '  "findings": ';
  yield* list(findings, '  ', findingWriter());
  yield ',\n  "coverage": {\n';
  yield* coverageMembers(coverage);
  yield '\n  }\n}\n';
}

function* coverageMembers(coverage: Coverage): Generator<string> {
  const { skipped, ...others } = coverage;
  for (const [key, value] of Object.entries(others))
    yield inertJson(`    ${JSON.stringify(key)}: ${exactJson(value)},\n`);
  yield '    "skipped": ';
  yield* list(skipped, '    ', (gap) => inertJson(exactJson(gap)));
}

const chunkSize = 1 << 16;

/** Items one a line; in chunks already, since handing over each of 80000 findings costs more than writing it. */
function* list<T>(items: readonly T[], indent: string, write: (item: T) => string): Generator<string> {
  if (items.length === 0) yield '[]';
  else {
    let chunk = '[\n';
    let between = `${indent}  `;
    for (const item of items) {
      chunk += between;
      chunk += write(item);
      between = `,\n${indent}  `;
      if (chunk.length < chunkSize) continue;
      yield chunk;
      chunk = '';
    }
    yield `${chunk}\n${indent}]`;
  }
}
