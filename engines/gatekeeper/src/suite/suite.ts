import type { Resource } from '@bulwark/model';

/** A `kind: Suite` of `test.gatekeeper.sh`, as `gator verify` reads it. */
export interface Suite {
  readonly resource: Resource;
  /** The file it stands in; its paths are relative to that. */
  readonly path: string;
  readonly name: string;
  readonly skip: boolean;
  readonly tests: readonly SuiteTest[];
}

/** A template with a constraint, and what they are to make of objects. */
export interface SuiteTest {
  readonly name: string;
  readonly template: string;
  readonly constraint: string;
  /** A file of ExpansionTemplates; empty where there is none. */
  readonly expansion: string;
  /** The constraint is to be one that does not fit the template's schema. */
  readonly invalid: boolean;
  readonly skip: boolean;
  readonly cases: readonly SuiteCase[];
  /** Where it stands in the suite. */
  readonly pointer: string;
}

export interface SuiteCase {
  readonly name: string;
  readonly object: string;
  readonly inventory: readonly string[];
  readonly assertions: readonly Assertion[];
  readonly skip: boolean;
  readonly pointer: string;
}

export interface Assertion {
  /** `yes`: at least one violation; a number: exactly so many. */
  readonly violations: 'yes' | 'no' | number;
  /** A regular expression (RE2); only violations whose message it finds count. */
  readonly message: string | undefined;
}
