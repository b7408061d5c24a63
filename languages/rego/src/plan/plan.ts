import type { Span } from '../ast/ast.ts';
import type { RegoValue } from '../values/value.ts';
import type { RuleIndex } from './index-rules.ts';

/** The checked policy as what is to be done, with numbered registers in place of variables. No syntax is left. */
export interface PolicyPlan {
  readonly root: TreePlan;
  readonly documents: readonly DocumentPlan[];
}

/** A place in the tree of virtual documents. */
export interface TreePlan {
  readonly key: RegoValue;
  readonly children: readonly TreePlan[];
  /** The document that begins here; what is below belongs to it then. */
  readonly document: DocumentPlan | undefined;
  readonly hidden: boolean;
}

/** All rules that make one virtual document or function. */
export interface DocumentPlan {
  readonly id: number;
  /** Below `data`. */
  readonly path: readonly RegoValue[];
  readonly kind: 'complete' | 'set' | 'object' | 'function';
  readonly arity: number;
  /** Each with its branches of `else` behind it. */
  readonly rules: readonly (readonly RulePlan[])[];
  readonly default: RulePlan | undefined;
  /** Every rule gives this same value: the first that holds decides. */
  readonly onlyValue: RegoValue | undefined;
  /** Which of the rules can hold; undefined: any. */
  readonly index: RuleIndex | undefined;
  /** The longest path of keys that a rule sets, the member of a set included. */
  readonly depth: number;
}

/** Planned when first needed, once for each number of keys known beforehand. */
export interface RulePlan {
  readonly place: PlanPlace;
  /** Where its head stands, as observers are told it. */
  readonly head: PlanPlace;
  /** `data.a.p[x]` */
  readonly name: string;
  readonly body: (knownKeys: number) => RuleBody;
}

export interface RuleBody {
  readonly registers: number;
  /** Of the arguments, or of the keys known beforehand: they arrive in the first registers. */
  readonly given: readonly Pattern[];
  readonly block: Block;
  /** Of a document of kind object: the keys under which the value stands. */
  readonly path: readonly Value[];
  readonly value: Value;
  /** The value is a member of the set that stands there. */
  readonly isMember: boolean;
}

export interface PlanPlace {
  readonly file: string;
  readonly span: Span;
  readonly row: number;
  readonly col: number;
  /** What stands there. */
  readonly text: string;
}

export type Block = readonly Step[];

/** A calculation that gives one value or is undefined. */
export type Value =
  | { readonly op: 'constant'; readonly value: RegoValue }
  | { readonly op: 'register'; readonly at: number }
  | { readonly op: 'input' }
  | { readonly op: 'select'; readonly of: Value; readonly keys: readonly Value[] }
  /** A place below `data` that is found when it is asked for: rules, base data, or both. */
  | { readonly op: 'data'; readonly path: readonly Value[] }
  /** Data that no rule has a part in. */
  | { readonly op: 'base'; readonly path: readonly Value[] }
  | { readonly op: 'document'; readonly document: DocumentPlan; readonly keys: readonly Value[] }
  | { readonly op: 'array'; readonly items: readonly Value[] }
  | { readonly op: 'set'; readonly items: readonly Value[] }
  | { readonly op: 'object'; readonly entries: readonly (readonly [Value, Value])[] }
  | ComprehensionPlan;

export interface ComprehensionPlan {
  readonly op: 'comprehension';
  readonly kind: 'array' | 'set' | 'object';
  readonly block: Block;
  /** Of an object. */
  readonly key: Value | undefined;
  readonly value: Value;
  readonly place: PlanPlace;
  /** Evaluated once for all values of variables around it, instead of once for each. */
  readonly groups: ComprehensionGroups | undefined;
}

export interface ComprehensionGroups {
  /** Where the groups are remembered. */
  readonly id: number;
  /** The values around that tell the group. */
  readonly outer: readonly Value[];
  /** The same inside, for each element. */
  readonly inner: readonly Value[];
  readonly plan: ComprehensionPlan;
}

/** What a value must look like; binds registers on the way. */
export type Pattern =
  | { readonly op: 'any' }
  | { readonly op: 'bind'; readonly at: number }
  | { readonly op: 'equal'; readonly value: Value }
  | { readonly op: 'items'; readonly items: readonly Pattern[] }
  /** An object with exactly these keys. */
  | { readonly op: 'entries'; readonly entries: readonly (readonly [Value, Pattern])[] };

/** One statement of a body. */
export type Step = PlainStep | ScanStep | CallStep | ClosureStep | EveryStep | WithStep;

export type PlainStep = (
  | { readonly op: 'fail' }
  /** Defined and not false. */
  | { readonly op: 'test'; readonly value: Value }
  | { readonly op: 'equal'; readonly left: Value; readonly right: Value }
  | { readonly op: 'match'; readonly pattern: Pattern; readonly value: Value }
  | { readonly op: 'filter'; readonly value: Value; readonly test: FilterTest }
) &
  Placed;

/** What a rule index asks of a value that may be of any type; collections are asked element by element. */
export type FilterTest =
  | { readonly kind: 'prefix' | 'suffix'; readonly bases: readonly string[] }
  | { readonly kind: 'glob'; readonly parts: readonly string[]; readonly ends: string }
  | { readonly kind: 'member'; readonly value: RegoValue }
  /** Of an array of a collection and a key: whether an object or a set has it; anything else may. */
  | { readonly kind: 'key' };

interface Placed {
  readonly place: PlanPlace;
}

/** Goes on once for each element of a collection. */
export interface ScanStep extends Placed {
  readonly op: 'scan' | 'scanData';
  /** For `scanData` a value of op `data`: its keys are scanned, those of rules included. */
  readonly of: Value;
  readonly key: Pattern;
  /** The register that gets the element; for `scanData` nothing. */
  readonly element: number;
}

export interface CallStep extends Placed {
  readonly op: 'call';
  readonly callee: Callee;
  readonly args: readonly Value[];
  /** Undefined where the call is a statement, which false makes fail. */
  readonly output: Pattern | undefined;
}

export type Callee =
  | { readonly kind: 'builtin'; readonly name: string; readonly relation: boolean; readonly void: boolean }
  | { readonly kind: 'function'; readonly document: DocumentPlan };

export interface ClosureStep extends Placed {
  readonly op: 'not' | 'and' | 'or';
  /** One for `not`, two for the others. */
  readonly blocks: readonly Block[];
}

export interface EveryStep extends Placed {
  readonly op: 'every';
  readonly domain: Value;
  readonly key: Pattern;
  readonly value: Pattern;
  readonly block: Block;
}

export interface WithStep extends Placed {
  readonly op: 'with';
  readonly changes: readonly WithChange[];
  readonly block: Block;
}

export type WithChange =
  | {
      readonly kind: 'input' | 'data';
      /** Undefined where not all of it is plain text: then its evaluation fails. */
      readonly path: readonly string[] | undefined;
      readonly value: Value;
      /** The value may be undefined: then nothing is there. */
      readonly isOptional: boolean;
    }
  | { readonly kind: 'call'; readonly target: string; readonly by: Callee | Value };

export function isCallee(by: Callee | Value): by is Callee {
  return 'kind' in by && !('op' in by);
}

/** A query: what it binds, and the values of its expressions. */
export interface QueryPlan {
  readonly registers: number;
  readonly block: Block;
  readonly bindings: readonly { readonly name: string; readonly value: Value }[];
  /** Of each expression; undefined for one that is just true. */
  readonly values: readonly (Value | undefined)[];
}
