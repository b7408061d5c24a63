import type { DocumentPlan, PlanPlace, RulePlan } from '../plan/plan.ts';
import { compareText } from '../values/compare.ts';
import { equal } from '../values/equal.ts';
import { printValue } from '../values/print-value.ts';
import type { RegoValue } from '../values/value.ts';
import { type DocumentConflict, EvaluationError } from './evaluation-error.ts';
import type { Linker } from './link.ts';
import { linkRuleValues } from './link-rule.ts';
import type { Machine } from './machine.ts';

interface ConflictingValue {
  readonly value: RegoValue;
  readonly place: PlanPlace;
}

const mostListed = 10;
const longestText = 80;

/** A conflict with the values that differ and the rules they come from, as OPA lists them: the rules are evaluated once more. */
export function listedConflict(
  conflict: DocumentConflict,
  { linker, machine, args, candidates }: ConflictingCall,
): EvaluationError {
  const values: ConflictingValue[] = [];
  let isMore = false;
  /** True where the rule has told enough. */
  const add = (place: PlanPlace, value: RegoValue): boolean => {
    const [first] = values;
    if (first !== undefined && equal(first.value, value)) return false;
    if (values.length === mostListed) isMore = true;
    else values.push({ value, place });
    return first !== undefined;
  };
  try {
    for (const at of candidates) {
      if (!isMore) visitChain(conflict.document.rules[at] ?? [], { linker, machine, args }, add);
    }
  } catch (error) {
    // What goes wrong now is not what ended the evaluation.
    if (!(error instanceof EvaluationError)) throw error;
  }
  if (values.length < 2) return conflict;
  const lines = values
    .sort(byPlace)
    .map(({ value, place }) => `\n  ${brief(printValue(value))} at ${placeText(place)}`);
  return conflict.withMessage(`${conflict.message}:${lines.join('')}${isMore ? '\n  ...' : ''}`);
}

interface Call {
  readonly linker: Linker;
  readonly machine: Machine;
  readonly args: readonly RegoValue[];
}

interface ConflictingCall extends Call {
  /** The numbers of the rules that can hold. */
  readonly candidates: readonly number[];
}

/** A rule, or the first of its `else` branches that has a value. */
function visitChain(
  chain: DocumentPlan['rules'][number],
  { linker, machine, args }: Call,
  add: (place: PlanPlace, value: RegoValue) => boolean,
): void {
  const hasValue = (rule: RulePlan): boolean => {
    let isFound = false;
    linkRuleValues(rule, linker)(machine, args, (value) => {
      isFound = true;
      return add(rule.place, value);
    });
    return isFound;
  };
  chain.some(hasValue);
}

function byPlace(left: ConflictingValue, right: ConflictingValue): number {
  const [a, b] = [left.place, right.place];
  return compareText(a.file, b.file) || a.row - b.row || a.col - b.col;
}

function brief(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length > longestText ? `${characters.slice(0, longestText).join('')}...` : characters.join('');
}

function placeText({ file, row, col }: PlanPlace): string {
  return file === '' ? `${row}:${col}` : `${file}:${row}`;
}
