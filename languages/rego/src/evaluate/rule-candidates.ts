import { ExactDecimal } from '@bulwark/text';
import type { IndexSource, RuleIndex } from '../plan/index-rules.ts';
import { hashKey } from '../values/hash-key.ts';
import type { RegoValue } from '../values/value.ts';
import type { Machine } from './machine.ts';
import { selectText } from './select.ts';

/** Tells the numbers of the rules that can hold, in their order. */
export type Candidates = (machine: Machine, args: readonly RegoValue[]) => readonly number[];

/** Makes a rule index ready to run. */
export function linkCandidates(index: RuleIndex | undefined, rules: number): Candidates {
  if (index === undefined) {
    const all = Array.from({ length: rules }, (_rule, number) => number);
    return () => all;
  }
  if (!('source' in index)) return () => index;
  const { byValue, otherwise } = index;
  const read = linkSource(index.source);
  const branches = new Map([...byValue].map(([value, inner]) => [value, linkCandidates(inner, rules)] as const));
  const rest = linkCandidates(otherwise, rules);
  return (machine, args) => {
    const value = read(machine, args);
    const branch = isScalarValue(value) ? branches.get(hashKey(value)) : undefined;
    const others = rest(machine, args);
    if (branch === undefined) return others;
    const found = branch(machine, args);
    return others.length === 0 ? found : [...found, ...others].sort((left, right) => left - right);
  };
}

function isScalarValue(value: RegoValue | undefined): value is RegoValue {
  return value !== undefined && (typeof value !== 'object' || value === null || value instanceof ExactDecimal);
}

function linkSource(source: IndexSource): (machine: Machine, args: readonly RegoValue[]) => RegoValue | undefined {
  if (source.kind === 'argument') {
    const { at } = source;
    return (_machine, args) => args[at];
  }
  const { path } = source;
  return (machine) => {
    let value = machine.input;
    for (const key of path) value = selectText(value, key);
    return value;
  };
}
