import type { RuleBody } from '../plan/plan.ts';
import type { Linker, PartialRule, SingleRule } from './link.ts';

/** Makes code of rules in place of closures. Each gives undefined for a rule that has something only closures do. */
export interface Codegen {
  /** A rule is made anew when it has been evaluated so often; 500 times unless told. */
  readonly after?: number;
  /** Of a complete rule or a function. */
  readonly single: (body: RuleBody, given: CodegenGiven<SingleRule>) => SingleRule | undefined;
  /** Of a rule of a set or an object. */
  readonly partial: (body: RuleBody, given: CodegenGiven<PartialRule>) => PartialRule | undefined;
}

export interface CodegenGiven<Rule> {
  readonly linker: Linker;
  /** They take over where `with` replaces calls. */
  readonly closures: Rule;
  /** What is thrown where a rule that may have one value has two. */
  readonly conflict?: () => Error;
}
