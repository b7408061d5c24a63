import { SourceText } from '@bulwark/text';
import type { Body, Module, RefTerm, RegoVersion, Span, Term } from '../ast/ast.ts';
import { OutOfTime, withinTime } from '../ast/effort.ts';
import { locationOf } from '../ast/location.ts';
import type { RegoError } from '../ast/rego-error.ts';
import { attachAnnotations } from './attach-annotations.ts';
import { grammar } from './grammar.ts';
import { parseAnnotations } from './parse-annotations.ts';
import { complaintsOf, type Place, readModule } from './parse-module.ts';
import { parseStatements } from './parse-statements.ts';
import { ParserState } from './parser-state.ts';

export interface ParseOptions {
  /** Named in errors. */
  readonly file?: string;
  /** `v1` unless told. */
  readonly version?: RegoVersion;
  /** Keywords that count as imported. */
  readonly futureKeywords?: readonly string[];
  readonly limits?: ParseLimits;
}

export interface ParseLimits {
  /** UTF-16 units of one text; 8 Mi unless told. */
  readonly size?: number;
  /** How deep terms, bodies and chains of operators may be nested; 500 unless told. */
  readonly depth?: number;
  /** Tells whether to stop; asked every few thousand tokens or so. */
  readonly isOver?: (() => boolean) | undefined;
}

/** What was read, or at most 100 errors in the order of the text; never both. */
export type Parsed<Key extends string, Value> =
  | ({ readonly [key in Key]: Value } & { readonly errors: readonly [] })
  | ({ readonly [key in Key]: undefined } & { readonly errors: readonly RegoError[] });

/** Reads one module. Never throws on its text; error texts are OPA's. */
export function parseModule(text: string, options: ParseOptions = {}): Parsed<'module', Module> {
  return inTime(
    options,
    () => readWhole(text, options),
    (errors) => ({ module: undefined, errors }),
  );
}

function readWhole(text: string, options: ParseOptions): Parsed<'module', Module> {
  const source = new SourceText(options.file ?? '', text);
  const tooLarge = sizeError(source, options);
  if (tooLarge !== undefined) return { module: undefined, errors: [tooLarge] };
  const read = readModule(source, stateOptions(options));
  const { annotations, complaints } = parseAnnotations(read.state.tokens.comments, source, readRef);
  const wrong = [...read.complaints, ...complaints];
  if (read.module === undefined || wrong.length > 0) return { module: undefined, errors: errorsAt(source, wrong) };
  const attached = attachAnnotations(read.module, annotations);
  if (attached.complaints.length === 0) return { module: attached.module, errors: [] };
  return { module: undefined, errors: errorsAt(source, attached.complaints) };
}

/** A module with the parentheses of its terms, every node at its own text; annotations are comments here. */
export function readForFormat(source: SourceText, options: ParseOptions): ForFormat {
  const tooLarge = sizeError(source, options);
  if (tooLarge !== undefined) return { module: undefined, parens: new Map(), errors: [tooLarge] };
  const { module, complaints, state } = readModule(source, { ...stateOptions(options), keepsPlaces: true });
  return { module, parens: state.parens, errors: errorsAt(source, complaints) };
}

export interface ForFormat {
  readonly module: Module | undefined;
  readonly parens: ReadonlyMap<Term, Span>;
  readonly errors: readonly RegoError[];
}

/** A ref in an annotation; a lone name is one too. */
function readRef(text: string): RefTerm | undefined {
  const { term } = parseTerm(text);
  if (term?.type === 'ref') return term;
  return term?.type === 'var' ? { type: 'ref', span: term.span, head: term, path: [] } : undefined;
}

/** Reads a query: expressions parted by semicolons or lines. */
export function parseQuery(text: string, options: ParseOptions = {}): Parsed<'body', Body> {
  return inTime(
    options,
    () => readQuery(text, options),
    (errors) => ({ body: undefined, errors }),
  );
}

function readQuery(text: string, options: ParseOptions): Parsed<'body', Body> {
  const source = new SourceText(options.file ?? '', text);
  const tooLarge = sizeError(source, options);
  if (tooLarge !== undefined) return { body: undefined, errors: [tooLarge] };
  const state = new ParserState(source, stateOptions(options));
  const statements = parseStatements(state, 'query');
  const wrong = statements.filter((statement) => statement.type !== 'body');
  for (const statement of wrong) state.error(statement.span.start, `expected body but got ${statement.type}`);
  const complaints = complaintsOf(state);
  const body = statements.flatMap((statement) => (statement.type === 'body' ? statement.body : []));
  if (complaints.length === 0) return { body, errors: [] };
  return { body: undefined, errors: errorsAt(source, complaints) };
}

/** Reads a single term, as the text of a value (`input_term`) or of a ref. */
export function parseTerm(text: string, options: ParseOptions = {}): Parsed<'term', Term> {
  const { body, errors } = parseQuery(text, options);
  if (body === undefined) return { term: undefined, errors };
  const [expr] = body;
  if (body.length === 1 && expr?.type === 'termExpr' && !expr.negated) return { term: expr.term, errors: [] };
  if (body.length === 1 && expr?.type === 'callExpr' && !expr.negated) {
    return { term: { type: 'call', span: expr.span, operator: expr.operator, args: expr.args }, errors: [] };
  }
  const message = `expected exactly one term but got ${body.length === 1 ? 'an expression' : `${body.length} expressions`}`;
  return { term: undefined, errors: [{ code: 'rego_parse_error', message }] };
}

/** What is read, or the one error that there was no time left. */
function inTime<Result>(
  { limits = {} }: ParseOptions,
  read: () => Result,
  failed: (errors: readonly RegoError[]) => Result,
): Result {
  try {
    return withinTime(limits.isOver, read);
  } catch (error) {
    if (limits.isOver === undefined || !(error instanceof OutOfTime)) throw error;
    return failed([{ code: 'eval_cancel_error', message: error.message }]);
  }
}

function stateOptions({ version = 'v1', futureKeywords = [], limits = {} }: ParseOptions) {
  return { grammar, version, futureKeywords, maxDepth: limits.depth ?? defaultDepth };
}

const defaultDepth = 500;
const defaultSize = 8 * 1024 * 1024;
const mostErrors = 100;

function sizeError(source: SourceText, { limits = {} }: ParseOptions): RegoError | undefined {
  const most = limits.size ?? defaultSize;
  if (source.text.length <= most) return undefined;
  const message = `module too large: expected at most ${most} characters, found ${source.text.length}`;
  return { code: 'rego_parse_error', message, location: { file: source.name, row: 1, col: 1 } };
}

function errorsAt(source: SourceText, places: readonly Place[]): RegoError[] {
  return places
    .slice(0, mostErrors)
    .map(({ offset, message }) => ({ code: 'rego_parse_error', message, location: locationOf(source, offset) }));
}
