import type { Edit } from '@bulwark/checks';
import type { Place, SourceText } from '@bulwark/text';
import { editText } from './edit-text.ts';
import type { ProvenFix } from './fix.ts';

/** A file with the fixes of its objects made in it. */
export interface FixedFile {
  readonly source: SourceText;
  readonly text: string;
}

export interface WrittenFixes {
  /** Those whose text changed, in the order of the fixes. */
  readonly files: readonly FixedFile[];
  /** Fixes whose edit the text does not take, and why. */
  readonly refused: readonly { readonly fix: ProvenFix; readonly reason: string }[];
}

/** Makes the edits of fixes in the texts that their objects come from; objects of a cluster have none. */
export function writeFixes(fixes: readonly ProvenFix[]): WrittenFixes {
  const placed = fixes.flatMap((fix) => (fix.before.place ? [{ fix, place: fix.before.place }] : []));
  const refused: WrittenFixes['refused'][number][] = [];
  const bySource = Map.groupBy(placed, ({ place }) => place.source);
  const files = [...bySource].map(([source, list]) => {
    // From the end of the file, so that the offsets of what comes before stay right.
    const stretches = [...Map.groupBy(list, ({ place }) => place.start)].sort(([a], [b]) => b - a);
    const text = stretches.reduce((before, [, own]) => writeStretch(before, own, refused), source.text);
    return { source, text };
  });
  return { files: files.filter(({ source, text }) => text !== source.text), refused };
}

interface Placed {
  readonly fix: ProvenFix;
  readonly place: Place;
}

/** All edits of one document at once, since aliases may need them together; where that fails, fix by fix. */
function writeStretch(text: string, list: readonly Placed[], refused: WrittenFixes['refused'][number][]): string {
  const place = list[0]?.place;
  if (place === undefined) return text;
  const whole = { ...place, base: '' };
  const together = editText(text, whole, list.flatMap(basedEdits));
  if (together.problems.length === 0) return together.text;
  let now = text;
  for (const one of list) {
    const end = place.end + now.length - text.length;
    const result = editText(now, { ...whole, end }, basedEdits(one));
    const [problem] = result.problems;
    if (problem) refused.push({ fix: one.fix, reason: problem.reason });
    else now = result.text;
  }
  return now;
}

function basedEdits({ fix, place }: Placed): readonly Edit[] {
  return fix.edits.map((edit) => ({ ...edit, pointer: place.base + edit.pointer }));
}
