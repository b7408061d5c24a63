import type { PlanPlace } from '../plan/plan.ts';
import type { Run } from './link.ts';
import type { Machine } from './machine.ts';

/** Something that happened in an evaluation. Rules are entered and left, expressions evaluated, failed and tried again. */
export type EvaluationEvent =
  | {
      readonly kind: 'enter' | 'exit' | 'eval' | 'fail' | 'redo';
      readonly place: PlanPlace;
      /** How many rules are being evaluated around this. */
      readonly depth: number;
      /** Of a rule: the reference of its document. */
      readonly rule?: string;
    }
  | { readonly kind: 'note'; readonly message: string; readonly depth: number };

export type Observer = (event: EvaluationEvent) => void;

/** Tells of an expression: that it is evaluated, and how often it holds. */
export function observedStep(place: PlanPlace, link: (next: Run) => Run, next: Run): Run {
  let holds = false;
  const run = link((machine, frame) => {
    holds = true;
    const stop = next(machine, frame);
    tell(machine, 'redo', place);
    holds = true;
    return stop;
  });
  return (machine, frame) => {
    const outer = holds;
    holds = false;
    tell(machine, 'eval', place);
    const stop = run(machine, frame);
    if (!holds) tell(machine, 'fail', place);
    holds = outer;
    return stop;
  };
}

function tell(machine: Machine, kind: 'eval' | 'fail' | 'redo', place: PlanPlace): void {
  machine.observer?.({ kind, place, depth: machine.depth });
}

/** Tells of a rule: that its body is entered, and each time it gives a value. */
export function observedRule(
  rule: { readonly place: PlanPlace; readonly name: string },
  link: (after: Run) => Run,
  after: Run,
): Run {
  const { place, name } = rule;
  const run = link((machine, frame) => {
    const stop = after(machine, frame);
    machine.observer?.({ kind: 'exit', place, depth: machine.depth, rule: name });
    return stop;
  });
  return (machine, frame) => {
    machine.depth++;
    machine.observer?.({ kind: 'enter', place, depth: machine.depth, rule: name });
    const stop = run(machine, frame);
    machine.depth--;
    return stop;
  };
}
