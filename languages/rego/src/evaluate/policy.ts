import { type JsonValue, SourceText } from '@bulwark/text';
import type { Expr, RegoVersion } from '../ast/ast.ts';
import { OutOfTime, withinTime } from '../ast/effort.ts';
import { locationOf } from '../ast/location.ts';
import type { RegoError } from '../ast/rego-error.ts';
import type { Builtin } from '../builtins/builtin.ts';
import type { Compilation } from '../compile/compilation.ts';
import { QueryCompiler, type QueryScope } from '../compile/compile-query.ts';
import type { PlanPlace } from '../plan/plan.ts';
import { PolicyPlanner } from '../plan/plan-policy.ts';
import { parseQuery } from '../syntax/parse.ts';
import { toJson } from '../values/to-json.ts';
import type { RegoValue } from '../values/value.ts';
import { startMeter, stopMeter } from '../values/work.ts';
import { EvaluationError, type EvaluationErrorCode } from './evaluation-error.ts';
import type { Host } from './host.ts';
import type { EvaluationLimits } from './limits.ts';
import type { Read } from './link.ts';
import type { Frame } from './machine.ts';
import { Machine } from './machine.ts';
import type { Observer } from './observe.ts';
import { PolicyLinker } from './policy-linker.ts';

/** An evaluation that went wrong, in OPA's shape; compile errors of the query too. */
export interface EvaluationFailure {
  readonly code: EvaluationErrorCode | RegoError['code'];
  readonly message: string;
  readonly location?: RegoError['location'];
}

/** One solution of a query, as OPA gives it. */
export interface QueryResult {
  readonly expressions: readonly ExpressionResult[];
  /** Values of the query's variables; absent where it has none. */
  readonly bindings?: Readonly<Record<string, JsonValue>>;
}

export interface ExpressionResult {
  readonly value: JsonValue;
  readonly text: string;
  readonly location: { readonly row: number; readonly col: number };
}

export interface Evaluation {
  /** Empty: undefined. */
  readonly result: readonly QueryResult[];
  readonly errors: readonly EvaluationFailure[];
}

export interface EvaluationOptions {
  readonly input?: RegoValue | undefined;
  /** In place of the data that the policy was compiled with. */
  readonly data?: RegoValue | undefined;
  readonly limits?: EvaluationLimits | undefined;
  /** Errors of builtins end the evaluation; else they make an expression undefined. */
  readonly strictBuiltinErrors?: boolean | undefined;
  readonly host?: Host | undefined;
  /** Hears what happens, for explanations, coverage and profiles. Evaluation is slower then. */
  readonly observe?: Observer | undefined;
}

export interface QueryOptions extends EvaluationOptions {
  /** `data.a.p`, or any other query; the first entrypoint unless told. */
  readonly query?: string | undefined;
}

/** A compiled policy. It keeps what it learns of queries, never of inputs. */
export class Policy {
  readonly #compilation: Compilation;
  readonly #planner: PolicyPlanner;
  readonly #linker: PolicyLinker;
  readonly #observedLinker: PolicyLinker;
  readonly #patientLinker: PolicyLinker;
  readonly #data: RegoValue;
  readonly #entrypoint: string;
  readonly #version: RegoVersion;
  readonly #queries = new Map<string, PreparedQuery | readonly EvaluationFailure[]>();

  constructor(compilation: Compilation, given: PolicyParts) {
    this.#compilation = compilation;
    this.#data = given.data;
    this.#entrypoint = given.entrypoint;
    this.#version = given.version;
    this.#planner = new PolicyPlanner(compilation.tree, compilation.options.builtins);
    this.#linker = new PolicyLinker(this.#planner.plan, given.builtins);
    this.#observedLinker = new PolicyLinker(this.#planner.plan, given.builtins, 'observed');
    this.#patientLinker = new PolicyLinker(this.#planner.plan, given.builtins, 'patient');
  }

  /** OPA's result set of a query. Never throws on what policies and inputs hold. */
  evaluate(options: QueryOptions = {}): Evaluation {
    return withinTime(options.limits?.isOver, () => this.#evaluate(options));
  }

  #evaluate(options: QueryOptions): Evaluation {
    const text = options.query ?? this.#entrypoint;
    let known = this.#queries.get(text);
    if (known === undefined) {
      known = this.prepare(text, {}, options.limits);
      if (this.#queries.size >= mostQueries) this.#queries.clear();
      if (known instanceof PreparedQuery || !known.some(isCancelled)) this.#queries.set(text, known);
    }
    return known instanceof PreparedQuery ? known.evaluate(options) : { result: [], errors: known };
  }

  /** The heads and expressions of all rules, which coverage is measured by. */
  get places(): readonly PlanPlace[] {
    return this.#planner.places(this.#compilation.modules);
  }

  /** A query that is compiled once and evaluated many times, or why it cannot be. */
  prepare(
    text: string,
    scope: QueryScope = {},
    { isOver }: Pick<EvaluationLimits, 'isOver'> = {},
  ): PreparedQuery | readonly EvaluationFailure[] {
    try {
      return withinTime(isOver, () => this.#prepare(text, scope));
    } catch (error) {
      if (isOver === undefined || !(error instanceof OutOfTime)) throw error;
      return [{ code: 'eval_cancel_error', message: error.message }];
    }
  }

  #prepare(text: string, scope: QueryScope): PreparedQuery | readonly EvaluationFailure[] {
    const { body, errors } = parseQuery(text, { version: this.#version });
    if (body === undefined) return errors;
    const source = new SourceText('', text);
    const compiler = new QueryCompiler(this.#compilation, body, source);
    const query = compiler.compile(scope);
    if (query === undefined) return compiler.errors.sorted();
    const plan = this.#planner.query(query, source);
    const frames = body.map(({ span }) => {
      const { row, col } = locationOf(source, span.start);
      return { text: text.slice(span.start, span.end), location: { row, col } };
    });
    const link = (linker: PolicyLinker): LinkedQuery => ({
      registers: plan.registers,
      search: (next) => linker.block(plan.block, next),
      bindings: plan.bindings.map(({ name, value }) => ({ name, read: linker.value(value) })),
      expressions: query.order.flatMap((at) => {
        const frame = frames[at];
        const value = plan.values[at];
        if (frame === undefined || isDeclaration(body[at])) return [];
        return [{ ...frame, read: value === undefined ? undefined : linker.value(value) }];
      }),
      data: this.#data,
    });
    return new PreparedQuery(link(this.#linker), {
      observed: () => new PreparedQuery(link(this.#observedLinker)),
      patient: () => new PreparedQuery(link(this.#patientLinker)),
    });
  }
}

const mostQueries = 100;

/** A deadline says nothing about the query. */
function isCancelled({ code }: EvaluationFailure): boolean {
  return code === 'eval_cancel_error';
}

/** `some x` has no value to be shown. */
function isDeclaration(expr: Expr | undefined): boolean {
  return expr?.type === 'some' && expr.symbols.every(({ type }) => type !== 'call');
}

export interface PolicyParts {
  readonly data: RegoValue;
  readonly entrypoint: string;
  /** How queries are read. */
  readonly version: RegoVersion;
  readonly builtins: ReadonlyMap<string, Builtin>;
}

interface LinkedQuery {
  readonly registers: number;
  readonly search: (next: (machine: Machine, frame: Frame) => boolean) => (machine: Machine, frame: Frame) => boolean;
  readonly bindings: readonly { readonly name: string; readonly read: Read }[];
  readonly expressions: readonly {
    readonly text: string;
    readonly location: ExpressionResult['location'];
    readonly read: Read | undefined;
  }[];
  readonly data: RegoValue;
}

/** The same query in other forms, made when they are needed. */
interface OtherQueries {
  readonly observed: () => PreparedQuery;
  readonly patient: () => PreparedQuery;
}

/** A query ready to be evaluated. */
export class PreparedQuery {
  readonly #query: LinkedQuery;
  readonly #run: (machine: Machine, frame: Frame) => boolean;
  readonly #make: OtherQueries | undefined;
  #observed: PreparedQuery | undefined;
  #patient: PreparedQuery | undefined;
  #results: QueryResult[] = [];

  constructor(query: LinkedQuery, make?: OtherQueries) {
    this.#query = query;
    this.#make = make;
    this.#run = query.search((machine, frame) => {
      this.#results.push(this.#result(machine, frame));
      return false;
    });
  }

  /** OPA's result set. Never throws on what policies and inputs hold. */
  evaluate(options: EvaluationOptions = {}): Evaluation {
    if (options.observe !== undefined && this.#make !== undefined) {
      this.#observed ??= this.#make.observed();
      return this.#observed.evaluate(options);
    }
    const machine = this.#machine(options);
    const evaluation = this.#search(machine);
    return machine.isOrderOpen ? (this.#inOrder(options) ?? evaluation) : evaluation;
  }

  #search(machine: Machine): Evaluation {
    const outer = this.#results;
    this.#results = [];
    const meter = startMeter((work) => machine.count(work));
    try {
      this.#run(machine, new Array(this.#query.registers));
      machine.throwKept();
      return { result: this.#results, errors: [] };
    } catch (error) {
      return { result: [], errors: [failureOf(error)] };
    } finally {
      stopMeter(meter);
      this.#results = outer;
    }
  }

  /** The error that OPA comes upon first; not where evaluating anew would do something outside once more. */
  #inOrder({ host = noHost, ...rest }: EvaluationOptions): Evaluation | undefined {
    if (this.#make === undefined || host.http !== undefined) return undefined;
    this.#patient ??= this.#make.patient();
    const found = this.#patient.evaluate({ ...rest, host: { ...host, print: silence, trace: silence } });
    return found.errors.length === 0 || found.errors.some(isCancelled) ? undefined : found;
  }

  #machine({ input, data, limits, strictBuiltinErrors, host, observe }: EvaluationOptions): Machine {
    return new Machine({
      observer: observe,
      input,
      data: data ?? this.#query.data,
      host: host ?? noHost,
      limits: limits ?? {},
      strict: strictBuiltinErrors === true,
    });
  }

  #result(machine: Machine, frame: Frame): QueryResult {
    const { bindings, expressions } = this.#query;
    const values = expressions.map(({ text, location, read }): ExpressionResult => {
      const value = read === undefined ? true : read(machine, frame);
      return { value: value === undefined ? true : toJson(value), text, location };
    });
    if (bindings.length === 0) return { expressions: values };
    const bound = bindings.flatMap(({ name, read }): [string, JsonValue][] => {
      const value = read(machine, frame);
      return value === undefined ? [] : [[name, toJson(value)]];
    });
    return { expressions: values, bindings: Object.fromEntries(bound) };
  }
}

const noHost: Host = {};

const silence = (): void => undefined;

function failureOf(error: unknown): EvaluationFailure {
  if (error instanceof EvaluationError) {
    const { code, message, location } = error;
    return location === undefined ? { code, message } : { code, message, location };
  }
  if (error instanceof OutOfTime) return { code: 'eval_cancel_error', message: error.message };
  // The engine's own stack is as deep as evaluation can go.
  if (error instanceof RangeError)
    return { code: 'eval_cancel_error', message: `evaluation too deep: ${error.message}` };
  throw error;
}
