import { type Compiled, compile, parseTerm, type RegoValue, readJson, termValue } from '@bulwark/rego';
import { type Diagnostic, isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { errorsShape } from '../formats/diagnostic-shape.ts';
import { type Shape, shape, shapeText } from '../formats/opa-json.ts';
import { resultShape } from '../formats/result-text.ts';
import type { EvaluationBudget, PolicyRuntime } from '../policy-runtime.ts';
import { diagnosticOf } from './compile-policies.ts';

export interface Answer {
  /** OPA's `{result}` or `{errors}` on a line; `{error}` where the question was none. */
  readonly text: string;
  readonly isBad: boolean;
}

/**
 * Answers a question: a JSON line `{modules, data?, input? | input_term?, query, v0?, strict?, env?}`. An error of
 * compiling or evaluating is an answer too.
 */
export function answerLine(line: string, surroundings: AnswerSurroundings): Answer {
  const request = requestOf(line);
  const isBad = typeof request === 'string';
  const answer = isBad ? shape({ error: { value: request } }) : answerTo(request, surroundings);
  return { text: shapeText(answer, 'line'), isBad };
}

export interface AnswerSurroundings {
  readonly runtime: PolicyRuntime;
  readonly print: (text: string) => void;
}

interface Request {
  readonly modules: readonly string[];
  readonly data: RegoValue;
  readonly input: RegoValue | undefined;
  readonly query: string;
  readonly v0: boolean;
  readonly strict: boolean;
  readonly environment: Readonly<Record<string, string>> | undefined;
}

/** The request of a line; a text says what is wrong with it. */
function requestOf(line: string): Request | string {
  const reading = readJson(line);
  if ('problem' in reading) return `no JSON: ${reading.problem}`;
  if (!isObject(reading.value)) return 'expected an object with "modules" and "query"';
  const { modules = [], data = {}, query, v0 = false, strict = false, env } = reading.value;
  if (!isList(modules) || !modules.every((text) => typeof text === 'string'))
    return '"modules" must be a list of texts';
  if (typeof query !== 'string') return '"query" must be a text';
  if (!isObject(data)) return '"data" must be an object';
  if (typeof v0 !== 'boolean') return '"v0" must be true or false';
  if (typeof strict !== 'boolean') return '"strict" must be true or false';
  if (env !== undefined && !(isObject(env) && Object.values(env).every((value) => typeof value === 'string')))
    return '"env" must be an object of texts';
  const input = inputOf(reading.value);
  if ('problem' in input) return input.problem;
  const environment =
    env === undefined
      ? undefined
      : Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
  return { modules: modules.map(String), data, input: input.value, query, v0, strict, environment };
}

function inputOf(line: JsonObject): { readonly value: RegoValue | undefined } | { readonly problem: string } {
  const term: JsonValue | undefined = line['input_term'];
  if (term === undefined || term === null) return { value: line['input'] };
  if (line['input'] !== undefined) return { problem: 'give "input" or "input_term", not both' };
  if (typeof term !== 'string') return { problem: '"input_term" must be a text' };
  const parsed = parseTerm(term).term;
  const value = parsed === undefined ? undefined : termValue(parsed);
  return value === undefined ? { problem: `"input_term" is no value of Rego: ${term}` } : { value };
}

function answerTo(request: Request, { runtime, print }: AnswerSurroundings): Shape {
  const { query, strict, environment, input } = request;
  const budget = runtime.begin();
  const { policy, diagnostics } = compiled(request, budget);
  if (policy === undefined) return errorsShape(diagnostics);
  // A question has the same answer tomorrow: policies see the environment that it states, not this process's.
  const host = { ...runtime.host(print), runtime: () => (environment === undefined ? {} : { env: environment }) };
  const { result, errors } = policy.evaluate({
    query,
    input,
    limits: budget.limits,
    strictBuiltinErrors: strict,
    host,
  });
  if (errors.length > 0) return errorsShape(errors.map((error) => diagnosticOf(budget.named(error))));
  return shape({ result: resultShape(result) });
}

/** `strict` makes the compiler strict too, but for builtins that are deprecated: their errors may be what is asked for. */
function compiled({ modules, data, v0, strict }: Request, { limits }: EvaluationBudget): Compiled {
  const options = {
    modules: modules.map((text, at) => ({ name: `test-${at}.rego`, text })),
    data,
    regoVersion: v0 ? 'v0' : 'v1',
    print: true,
    limits,
  } as const;
  const result = compile({ ...options, strict });
  const isDeprecated = ({ message }: Diagnostic): boolean => message.startsWith('deprecated built-in function');
  return strict && result.policy === undefined && result.diagnostics.every(isDeprecated) ? compile(options) : result;
}
