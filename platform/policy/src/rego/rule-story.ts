import type { EvaluationEvent } from '@bulwark/rego';

type Placed = Exclude<EvaluationEvent, { readonly kind: 'note' }>;

/** How one rule went: it held, or an expression did not. */
export interface RuleOutcome {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly depth: number;
  readonly holds: boolean;
  /** The last expression that did not hold; absent where the rule holds. */
  readonly failed?: { readonly text: string; readonly line: number };
}

interface Frame {
  readonly event: Placed;
  holds: boolean;
  failed: Placed['place'] | undefined;
}

/** Tells of an evaluation rule by rule, in the order in which rules were tried. */
export class RuleStory {
  readonly #frames: Frame[] = [];
  readonly #open: Frame[] = [];

  readonly observe = (event: EvaluationEvent): void => {
    if (event.kind === 'note' || event.kind === 'eval' || event.kind === 'redo') return;
    while ((this.#open.at(-1)?.event.depth ?? 0) > event.depth) this.#open.pop();
    if (event.kind === 'enter') this.#enter(event);
    const frame = this.#open.at(-1);
    if (frame === undefined) return;
    if (event.kind === 'exit') frame.holds = true;
    if (event.kind === 'fail') frame.failed = event.place;
  };

  #enter(event: Placed): void {
    if (this.#open.at(-1)?.event.depth === event.depth) this.#open.pop();
    const frame: Frame = { event, holds: false, failed: undefined };
    this.#open.push(frame);
    if (this.#frames.length < mostRules) this.#frames.push(frame);
  }

  outcomes(): readonly RuleOutcome[] {
    return this.#frames.map(({ event, holds, failed }) => {
      const { place, depth, rule = place.text } = event;
      const base = { rule, file: place.file, line: place.row, depth, holds };
      return holds || failed === undefined ? base : { ...base, failed: { text: failed.text, line: failed.row } };
    });
  }
}

const mostRules = 10_000;
