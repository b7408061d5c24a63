import type { PlanPlace } from '../plan/plan.ts';
import type { Observer } from './observe.ts';

/** What one expression cost; times are those of the clock that the profile was given. */
export interface ExpressionProfile {
  readonly total_time_ns: number;
  readonly num_eval: number;
  readonly num_redo: number;
  readonly location: { readonly file: string; readonly row: number; readonly col: number };
}

interface Cost {
  readonly place: PlanPlace;
  time: number;
  evals: number;
  redos: number;
}

/** Collects how often expressions are evaluated and how long it takes until the next one is. */
export class Profile {
  readonly #costs = new Map<string, Cost>();
  readonly #clock: () => number;
  #last: { readonly cost: Cost; readonly since: number } | undefined;

  /** @param clock nanoseconds since whenever */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  readonly observe: Observer = (event) => {
    if (event.kind !== 'eval' && event.kind !== 'redo') return;
    const now = this.#clock();
    if (this.#last !== undefined) this.#last.cost.time += now - this.#last.since;
    const cost = this.#cost(event.place);
    if (event.kind === 'eval') cost.evals++;
    else cost.redos++;
    this.#last = { cost, since: now };
  };

  #cost(place: PlanPlace): Cost {
    const key = `${place.file}:${place.span.start}`;
    let cost = this.#costs.get(key);
    if (cost === undefined) {
      cost = { place, time: 0, evals: 0, redos: 0 };
      this.#costs.set(key, cost);
    }
    return cost;
  }

  /** The most expensive expressions first. */
  report(most = 10): ExpressionProfile[] {
    const sorted = [...this.#costs.values()].sort((left, right) => right.time - left.time).slice(0, most);
    return sorted.map(({ place, time, evals, redos }) => ({
      total_time_ns: time,
      num_eval: evals,
      num_redo: redos,
      location: { file: place.file, row: place.row, col: place.col },
    }));
  }
}
