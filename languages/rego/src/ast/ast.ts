import type { ExactDecimal, JsonObject, JsonValue, SourceText } from '@bulwark/text';

/** A stretch of a module's text: UTF-16 offsets, `end` excluded. OPA's location of a node is that of `start`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly span: Span;
}

/** `v0v1` is v0 that also obeys v1: a v0 module with `import rego.v1`. `v2` adds `and`, `or` and bodies of `not`. */
export type RegoVersion = 'v0' | 'v0v1' | 'v1' | 'v2';

export interface Module {
  readonly type: 'module';
  readonly source: SourceText;
  /** The version the module was read in, its imports of `rego.v1` and `rego.v2` applied. */
  readonly version: RegoVersion;
  readonly package: Package;
  readonly imports: readonly Import[];
  readonly rules: readonly Rule[];
  readonly comments: readonly Comment[];
  readonly annotations: readonly Annotations[];
}

/** `path` begins with the var `data`; the rest are strings. */
export interface Package extends Node {
  readonly type: 'package';
  readonly path: RefTerm;
}

/** `path` is a ref even where it is `import input`; its head is a var, the rest are strings. */
export interface Import extends Node {
  readonly type: 'import';
  readonly path: RefTerm;
  readonly alias: string | undefined;
}

/** One `#` comment; `text` is what follows the `#`. */
export interface Comment extends Node {
  readonly type: 'comment';
  readonly text: string;
}

/** The bodies `p { a } { b }` of v0 are two rules, the second with the span of its body and the first one's head. */
export interface Rule extends Node {
  readonly type: 'rule';
  readonly default: boolean;
  readonly head: Head;
  /** Never empty: a rule without a body has the expression `true`, and `bodyGenerated`. */
  readonly body: Body;
  readonly bodyGenerated: boolean;
  readonly else: Rule | undefined;
  /** Those whose block stands right above; scopes `package` and `subpackages` are the module's. */
  readonly annotations: readonly Annotations[];
}

/**
 * `p.q[x] := v if …` has ref `p.q[x]` and value `v`; `p contains k` and the `p[k] { … }` of v0 have ref `p` and key `k`.
 * Exactly one of `key` and `value` is set; `key` makes it a multi-value rule (a partial set).
 */
export interface Head extends Node {
  readonly type: 'head';
  /** At least its head, a var: the rule's name, or the first part of it. */
  readonly ref: RefTerm;
  /** More than none makes it a function. */
  readonly args: readonly Term[];
  readonly key: Term | undefined;
  readonly value: Term | undefined;
  /** Written with `:=`, not `=`. */
  readonly assign: boolean;
  /** No value was written; it is the term `true`. */
  readonly valueGenerated: boolean;
  readonly hasIf: boolean;
  readonly hasContains: boolean;
}

export type Body = readonly Expr[];

export type Expr = TermExpr | CallExpr | SomeExpr | EveryExpr | NotExpr | AndExpr | OrExpr;

interface ExprNode extends Node {
  readonly with: readonly With[];
}

/** A term that must be neither false nor undefined. A call with a result used as a statement is a CallExpr. */
export interface TermExpr extends ExprNode {
  readonly type: 'termExpr';
  readonly negated: boolean;
  readonly term: Term;
}

/** A call as a statement: `f(x)`, `x == 1`, `x := 1`, `x = 1`, `1 in xs`; operators under their builtin's name. */
export interface CallExpr extends ExprNode {
  readonly type: 'callExpr';
  readonly negated: boolean;
  readonly operator: RefTerm;
  readonly args: readonly Term[];
}

/** `some x, y`: vars; `some x in xs` and `some k, v in xs`: one CallTerm of `internal.member_2` or `internal.member_3`. */
export interface SomeExpr extends ExprNode {
  readonly type: 'some';
  readonly symbols: readonly Term[];
}

/** `every k, v in domain { … }` */
export interface EveryExpr extends ExprNode {
  readonly type: 'every';
  readonly key: VarTerm | undefined;
  readonly value: VarTerm;
  readonly domain: Term;
  readonly body: Body;
}

/** `not { … }`, and every `not` where `future.keywords.not` is imported (or v2); else `negated` says it. */
export interface NotExpr extends ExprNode {
  readonly type: 'not';
  readonly body: Body;
  /** The braces were written. */
  readonly explicitBody: boolean;
}

/** `left and right` of `future.keywords.and`; `explicit…` where braces were written. */
export interface AndExpr extends ExprNode, Operands {
  readonly type: 'and';
}

/** `left or right` of `future.keywords.or`. */
export interface OrExpr extends ExprNode, Operands {
  readonly type: 'or';
}

interface Operands {
  readonly left: Body;
  readonly right: Body;
  readonly explicitLeft: boolean;
  readonly explicitRight: boolean;
}

/** `with target as value` */
export interface With extends Node {
  readonly type: 'with';
  readonly target: RefTerm | VarTerm;
  readonly value: Term;
}

export type Term =
  | NullTerm
  | BooleanTerm
  | NumberTerm
  | StringTerm
  | VarTerm
  | RefTerm
  | ArrayTerm
  | ObjectTerm
  | SetTerm
  | ArrayComprehension
  | SetComprehension
  | ObjectComprehension
  | CallTerm
  | TemplateStringTerm;

export interface NullTerm extends Node {
  readonly type: 'null';
}

export interface BooleanTerm extends Node {
  readonly type: 'boolean';
  readonly value: boolean;
}

/** `text` is what was written, `value` the same number, exact. */
export interface NumberTerm extends Node {
  readonly type: 'number';
  readonly text: string;
  readonly value: number | bigint | ExactDecimal;
}

export interface StringTerm extends Node {
  readonly type: 'string';
  readonly value: string;
}

/** Each `_` has a name of its own in its module: `$0`, `$1` … */
export interface VarTerm extends Node {
  readonly type: 'var';
  readonly name: string;
}

/**
 * `a.b["c"][x]`: head `a`, path `"b"`, `"c"`, `x`. The head is mostly a var; it may be a call, a composite, a
 * comprehension or a string. `input` and `data` alone are refs with an empty path, any other lone name is a VarTerm.
 */
export interface RefTerm extends Node {
  readonly type: 'ref';
  readonly head: Term;
  readonly path: readonly Term[];
}

export interface ArrayTerm extends Node {
  readonly type: 'array';
  readonly items: readonly Term[];
}

/** Entries in the order they were written; of a key that stands twice, the last value at the place of the first. */
export interface ObjectTerm extends Node {
  readonly type: 'object';
  readonly entries: readonly ObjectEntry[];
}

export interface ObjectEntry {
  readonly key: Term;
  readonly value: Term;
}

/** Items in the order they were written; `set()` has none. */
export interface SetTerm extends Node {
  readonly type: 'set';
  readonly items: readonly Term[];
}

export interface ArrayComprehension extends Node {
  readonly type: 'arrayComprehension';
  readonly term: Term;
  readonly body: Body;
}

export interface SetComprehension extends Node {
  readonly type: 'setComprehension';
  readonly term: Term;
  readonly body: Body;
}

export interface ObjectComprehension extends Node {
  readonly type: 'objectComprehension';
  readonly key: Term;
  readonly value: Term;
  readonly body: Body;
}

/** `f(x)` or an operator as a value; `operator` is `plus`, `minus`, `mul`, `div`, `rem`, `and`, `or`, `equal`, … */
export interface CallTerm extends Node {
  readonly type: 'call';
  readonly operator: RefTerm;
  readonly args: readonly Term[];
}

/** `$"text {expr} text"`; a scalar in braces is a part as it is, any other expression an Expr that may carry `with`. */
export interface TemplateStringTerm extends Node {
  readonly type: 'templateString';
  readonly parts: readonly (NullTerm | BooleanTerm | NumberTerm | StringTerm | Expr)[];
  /** Written between backquotes. */
  readonly multiLine: boolean;
}

/** One `# METADATA` block. Fields that were not written are undefined. */
export interface Annotations extends Node {
  readonly type: 'annotations';
  readonly scope: 'rule' | 'document' | 'package' | 'subpackages';
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly entrypoint: boolean;
  readonly organizations: readonly string[];
  readonly relatedResources: readonly { readonly ref: string; readonly description: string | undefined }[];
  readonly authors: readonly { readonly name: string; readonly email: string | undefined }[];
  readonly schemas: readonly SchemaAnnotation[];
  readonly compile: { readonly unknowns: readonly RefTerm[]; readonly maskRule: RefTerm | undefined } | undefined;
  readonly custom: JsonObject | undefined;
  readonly labels: JsonObject | undefined;
}

/** `schemas: [{input.foo: schema.foo}]`, or a JSON schema in place of the ref. */
export interface SchemaAnnotation {
  readonly path: RefTerm;
  readonly schema: RefTerm | undefined;
  readonly definition: JsonValue | undefined;
}
