import { type Compiled, compile, parseTerm, type RegoValue, readJson, termValue } from '@bulwark/rego';
import { type Diagnostic, isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { diagnosticOf } from './compile-policies.ts';
import { errorsShape } from './diagnostic-shape.ts';
import { Deadline, durationOf } from './evaluation-limits.ts';
import { type Shape, shape, shapeText } from './opa-json.ts';
import { regoHost } from './rego-host.ts';
import { resultShape } from './show-results.ts';

/**
 * `policy eval --batch`: a JSON line `{modules, data?, input? | input_term?, query, v0?, strict?, env?}` in, OPA's
 * `{result}` or `{errors}` out. Exit code 3 where a line is none, and its answer is `{error}`.
 */
export async function runBatch({ settings, out }: CommandInput): Promise<number> {
  const timeout = durationOf('timeout', settings.text('timeout') ?? '60s');
  let bad = 0;
  for await (const line of inputLines()) {
    if (line.trim() === '') continue;
    const request = requestOf(line);
    if (typeof request === 'string') bad++;
    const answer =
      typeof request === 'string' ? shape({ error: { value: request } }) : answerTo(request, timeout, out.note);
    out.write(`${shapeText(answer, 'line')}\n`);
  }
  return bad > 0 ? 3 : 0;
}

/** Each line as soon as it is there: who asks may wait for an answer before the next question. */
async function* inputLines(): AsyncGenerator<string> {
  let begun: string[] = [];
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    const [first = '', ...rest] = String(chunk).split('\n');
    begun.push(first);
    for (const part of rest) {
      yield begun.join('');
      begun = [part];
    }
  }
  yield begun.join('');
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

function answerTo(request: Request, timeout: number, print: (text: string) => void): Shape {
  const { query, strict, environment, input } = request;
  const { policy, diagnostics } = compiled(request);
  if (policy === undefined) return errorsShape(diagnostics);
  const deadline = new Deadline(timeout);
  // A batch asks the same tomorrow: it sees the environment that it states, not this process's.
  const host = { ...regoHost({ print }), runtime: () => (environment === undefined ? {} : { env: environment }) };
  const { result, errors } = policy.evaluate({
    query,
    input,
    limits: deadline.limits,
    strictBuiltinErrors: strict,
    host,
  });
  if (errors.length > 0) return errorsShape(errors.map((error) => diagnosticOf(deadline.named(error))));
  return shape({ result: resultShape(result) });
}

/** `strict` makes the compiler strict too, but for builtins that are deprecated: their errors may be what is asked for. */
function compiled({ modules, data, v0, strict }: Request): Compiled {
  const options = {
    modules: modules.map((text, at) => ({ name: `test-${at}.rego`, text })),
    data,
    regoVersion: v0 ? 'v0' : 'v1',
    print: true,
  } as const;
  const result = compile({ ...options, strict });
  const isDeprecated = ({ message }: Diagnostic): boolean => message.startsWith('deprecated built-in function');
  return strict && result.policy === undefined && result.diagnostics.every(isDeprecated) ? compile(options) : result;
}
