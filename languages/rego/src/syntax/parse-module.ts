import type { SourceText } from '@bulwark/text';
import type { Body, Import, Module, Package, RegoVersion, Rule } from '../ast/ast.ts';
import { printTerm } from '../ast/print-term.ts';
import { complaintsOfV1 } from './check-v1.ts';
import { parseStatements, type Statement } from './parse-statements.ts';
import { type ParserOptions, ParserState } from './parser-state.ts';
import { ruleFromBody } from './rule-from-body.ts';

/** A module without its annotations, or what is wrong; never both. */
export interface ReadModule {
  readonly state: ParserState;
  readonly module: Module | undefined;
  readonly complaints: readonly Place[];
}

export interface Place {
  readonly offset: number;
  readonly message: string;
}

/** Reads a module whole: what a statement has wrong does not hide what the next one has. */
export function readModule(source: SourceText, options: ParserOptions): ReadModule {
  const state = new ParserState(source, options);
  const statements = parseStatements(state, 'module');
  const told = complaintsOf(state);
  if (told.length > 0) return { state, module: undefined, complaints: told };
  const [first] = statements;
  if (first === undefined) return { state, module: undefined, complaints: [{ offset: 0, message: 'empty module' }] };
  return { state, ...assemble(source, state, { statements, first }) };
}

/** What a parser complained of, in the order it did. */
export function complaintsOf(p: ParserState): Place[] {
  const places: Place[] = [];
  for (let complaint = p.complaints; complaint !== undefined; complaint = complaint.before) places.push(complaint);
  return places.reverse();
}

interface Statements {
  readonly statements: readonly Statement[];
  readonly first: Statement;
}

function assemble(
  source: SourceText,
  state: ParserState,
  { statements, first }: Statements,
): Pick<ReadModule, 'module' | 'complaints'> {
  const rest = statements.slice(1);
  const imports = rest.flatMap((statement) => (statement.type === 'import' ? [statement] : []));
  const version = raised(state.version, imports);
  const { rules, complaints } = readRules(source, rest, version);
  if (version !== 'v0') {
    for (const rule of rules) {
      complaints.push(...complaintsOfV1(rule).map(({ start, message }) => ({ offset: start, message })));
    }
  }
  if (first.type !== 'package') complaints.unshift({ offset: startOf(first), message: 'package expected' });
  if (complaints.length > 0 || first.type !== 'package') return { module: undefined, complaints };
  return { module: moduleOf(source, state, { package: first, imports, rules, version }), complaints };
}

/** The rules among the statements behind the first, those that were written as an expression included. */
function readRules(
  source: SourceText,
  statements: readonly Statement[],
  version: RegoVersion,
): { rules: Rule[]; complaints: Place[] } {
  const rules: Rule[] = [];
  const complaints: Place[] = [];
  for (const [index, statement] of statements.entries()) {
    if (statement.type === 'package') complaints.push({ offset: startOf(statement), message: 'unexpected package' });
    const rule = statement.type === 'body' ? ruleFromBody(statement.body) : statement;
    if (typeof rule === 'string') {
      const hint = version === 'v0' ? headHint(source, statement, statements[index + 1]) : '';
      complaints.push({ offset: startOf(statement), message: rule + hint });
    } else if (rule.type === 'rule') rules.push(rule);
  }
  return { rules, complaints };
}

function moduleOf(
  source: SourceText,
  state: ParserState,
  parts: { package: Package; imports: Import[]; rules: Rule[]; version: RegoVersion },
): Module {
  return { type: 'module', source, ...parts, comments: state.tokens.comments, annotations: [] };
}

function startOf(statement: Statement): number {
  return statement.type === 'body' ? (statement.body[0]?.span.start ?? 0) : statement.span.start;
}

/** The version that a module with these imports is held to. */
function raised(version: RegoVersion, imports: readonly Import[]): RegoVersion {
  const paths = imports.map(({ path }) => printTerm(path));
  if (version === 'v0' && (paths.includes('rego.v1') || paths.includes('rego.v2'))) return 'v0v1';
  return version;
}

const headExamples: ReadonlyMap<string, string> = new Map([
  ['if', 'p if { ... }'],
  ['contains', 'p contains x'],
]);

/** In v0, `p if { … }` without its import is a statement `p` and a rule named `if`. */
function headHint(source: SourceText, statement: Statement, next: Statement | undefined): string {
  const lineOf = (of: Statement): number => source.position(startOf(of)).line;
  const isNextOnLine = next !== undefined && lineOf(next) === lineOf(statement);
  const word = headWord(statement) ?? (isNextOnLine ? headWord(next) : undefined);
  return word === undefined
    ? ''
    : ` (hint: \`import future.keywords.${word}\` for \`${headExamples.get(word)}\` rules)`;
}

function headWord(statement: Statement): string | undefined {
  const name =
    statement.type === 'rule' ? nameOfRule(statement) : statement.type === 'body' ? nameOfBody(statement.body) : '';
  return headExamples.has(name) ? name : undefined;
}

function nameOfRule({ head: { ref } }: Rule): string {
  return ref.head.type === 'var' && ref.path.length === 0 ? ref.head.name : '';
}

function nameOfBody([expr, ...rest]: Body): string {
  return rest.length === 0 && expr?.type === 'termExpr' && expr.term.type === 'var' ? expr.term.name : '';
}
