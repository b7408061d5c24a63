/** The text of one input with its name; lines are counted only when somebody asks for a position. */
export class SourceText {
  readonly name: string;
  readonly text: string;
  /** The tool that made this text; its lines are then not those of `name`. */
  readonly renderedBy: 'helm' | 'kustomize' | undefined;
  #lineStarts: Int32Array | undefined;

  constructor(name: string, text: string, renderedBy?: 'helm' | 'kustomize') {
    this.name = name;
    this.text = text;
    this.renderedBy = renderedBy;
  }

  /** 1-based line and column (in UTF-16 units) of an offset. */
  position(offset: number): Position {
    this.#lineStarts ??= lineStartsOf(this.text);
    const starts = this.#lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

function lineStartsOf(text: string): Int32Array {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  const starts = new Int32Array(lines);
  let line = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts[++line] = at + 1;
  return starts;
}
