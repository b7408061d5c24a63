import type { EvaluationEvent, Observer } from './observe.ts';

/** Collects what an evaluation does as lines of text, in the manner of `opa eval --explain`. */
export class Trace {
  readonly #lines: string[] = [];
  readonly #most: number;

  /** @param most no more lines than this are kept */
  constructor(most = 100_000) {
    this.#most = most;
  }

  readonly observe: Observer = (event) => {
    const line = lineOf(event);
    // One expression can be several steps; its line stands once.
    if (this.#lines.length < this.#most && line !== this.#lines.at(-1)) this.#lines.push(line);
  };

  get lines(): readonly string[] {
    return this.#lines;
  }
}

const words = { enter: 'Enter', exit: 'Exit', eval: 'Eval', fail: 'Fail', redo: 'Redo' } as const;

function lineOf(event: EvaluationEvent): string {
  const indent = '| '.repeat(event.depth);
  if (event.kind === 'note') return `${indent}Note ${JSON.stringify(event.message)}`;
  const { place, rule } = event;
  const where = `${place.file === '' ? 'query' : place.file}:${place.row}`;
  return `${where} ${indent}${words[event.kind]} ${rule ?? place.text}`;
}
