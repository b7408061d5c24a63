import type { EvaluationEvent, Observer } from './observe.ts';

/** What of an evaluation is told: everything, or only notes or failures with the rules they stand in. */
export type TraceMode = 'full' | 'notes' | 'fails';

export interface TraceOptions {
  /** `full` unless told. */
  readonly mode?: TraceMode;
  /** No more lines than this are kept. */
  readonly most?: number;
}

interface Line {
  readonly where: string;
  readonly what: string;
}

/** Collects what an evaluation does as lines of text, in the manner of `opa eval --explain`. */
export class Trace {
  readonly #lines: Line[] = [];
  readonly #mode: TraceMode;
  readonly #most: number;
  /** What is entered and not told of yet, by depth. */
  readonly #entered: (Line | undefined)[] = [];
  /** Where the expression stands that is being evaluated: notes are made by calls in it. */
  #last = 'query:1';

  constructor({ mode, most }: TraceOptions = {}) {
    this.#mode = mode ?? 'full';
    this.#most = most ?? 100_000;
  }

  readonly observe: Observer = (event) => {
    const line = this.#lineOf(event);
    if (event.kind === 'eval' && this.#lines.length + this.#entered.length === 0) this.#enter(entryOf(line), 0);
    if (event.kind === 'enter') this.#enter(line, event.depth);
    else if (event.kind === 'exit') this.#entered.length = Math.min(this.#entered.length, event.depth);
    if (this.#mode === 'full' ? event.kind === 'enter' : !isWanted(event, this.#mode)) return;
    this.#tellEntered();
    this.#tell(line);
  };

  /** Places stand in a column of their own. */
  get lines(): readonly string[] {
    const width = Math.max(0, ...this.#lines.map(({ where }) => where.length)) + padding;
    return this.#lines.map(({ where, what }) => `${where.padEnd(width)}${what}`);
  }

  #enter(line: Line, depth: number): void {
    this.#entered.length = Math.max(this.#entered.length, depth);
    this.#entered.length = depth;
    this.#entered.push(line);
    if (this.#mode === 'full') this.#tellEntered();
  }

  #tellEntered(): void {
    for (const [depth, line] of this.#entered.entries()) {
      if (line !== undefined) this.#tell(line);
      this.#entered[depth] = undefined;
    }
  }

  #tell(line: Line): void {
    const last = this.#lines.at(-1);
    // One expression can be several steps; its line stands once.
    if (this.#lines.length < this.#most && (line.what !== last?.what || line.where !== last.where))
      this.#lines.push(line);
  }

  #lineOf(event: EvaluationEvent): Line {
    const indent = '| '.repeat(event.kind === 'enter' ? event.depth : event.depth + 1);
    if (event.kind === 'note') return { where: this.#last, what: `${indent}Note ${JSON.stringify(event.message)}` };
    const { place, rule } = event;
    this.#last = `${place.file === '' ? 'query' : place.file}:${place.row}`;
    return { where: this.#last, what: `${indent}${words[event.kind]} ${rule ?? place.text}` };
  }
}

const padding = 5;
const words = { enter: 'Enter', exit: 'Exit', eval: 'Eval', fail: 'Fail', redo: 'Redo' } as const;

function isWanted({ kind }: EvaluationEvent, mode: TraceMode): boolean {
  return mode === 'full' || kind === (mode === 'notes' ? 'note' : 'fail');
}

/** A query is entered before its first expression is evaluated. */
function entryOf({ where, what }: Line): Line {
  return { where, what: what.replace(/^(?:\| )*Eval/, 'Enter') };
}
