import type { Coverage } from '@bulwark/model';
import { coverageSentence, type GapGroup, gapsByReason, gapText, withoutChecksText } from '../coverage-gaps.ts';
import { clipped } from '../finding-text.ts';
import { type Terminal, wrapped } from '../terminal.ts';

const gapsAtOnce = 3;
const kindsAtOnce = 5;
const margin = 10;

/** Whether everything was evaluated, else what was not, by reason. */
export function* coverageLines(coverage: Coverage, screen: Terminal): Generator<string> {
  const sentence = coverageSentence(coverage);
  const [first = '', ...further] = wrapped(sentence, screen.width - margin);
  yield `coverage  ${coverage.complete ? first : screen.paint('strong', first)}`;
  yield* further.map((line) => ' '.repeat(margin) + line);
  for (const group of gapsByReason(coverage)) yield* gapLines(group, screen);
  const kinds = withoutChecksText(coverage, screen.verbose ? Number.POSITIVE_INFINITY : kindsAtOnce);
  if (kinds !== '') yield* block(screen.say(clipped(kinds, screen.verbose ? 20_000 : 500)), margin, screen);
}

function* gapLines(group: GapGroup, screen: Terminal): Generator<string> {
  yield* block(`${group.reason} (${group.count}): ${group.meaning}`, margin, screen);
  const gaps = screen.verbose ? group.gaps : group.gaps.slice(0, gapsAtOnce);
  for (const gap of gaps) yield* block(screen.say(clipped(gapText(gap), 400)), margin + 2, screen);
  const left = group.gaps.length - gaps.length;
  if (left > 0) yield `${' '.repeat(margin + 2)}and ${left} more (all with -v)`;
}

function* block(text: string, indent: number, screen: Terminal): Generator<string> {
  for (const line of wrapped(text, screen.width - indent)) yield ' '.repeat(indent) + line;
}
