/** A piece of text put in the place of another; an insertion where start and end are the same. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Of insertions at one place the deeper one comes first. */
  readonly depth: number;
}

/** The text with all splices made. They do not overlap, but an insertion may stand at either end of another. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const ordered = splices.toSorted((a, b) => a.start - b.start || a.end - b.end || b.depth - a.depth);
  let result = '';
  let at = 0;
  for (const splice of ordered) {
    result += text.slice(at, splice.start) + splice.text;
    at = Math.max(at, splice.end);
  }
  return result + text.slice(at);
}
