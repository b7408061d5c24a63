import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { compile } from '../../../languages/rego/src/compile/compile.ts';
import { constantValue } from '../../../languages/rego/src/compile/constant-value.ts';
import type { Codegen } from '../../../languages/rego/src/evaluate/codegen-port.ts';
import { cryptoPort } from '../../../languages/rego/src/node/crypto-port.ts';
import { parseTerm } from '../../../languages/rego/src/syntax/parse.ts';
import { compare } from '../../../languages/rego/src/values/compare.ts';
import { equal } from '../../../languages/rego/src/values/equal.ts';
import type { RegoValue } from '../../../languages/rego/src/values/value.ts';
import { modulesOf, type OpaCase } from './opa-cases.ts';

/** What went wrong with a case; undefined where it came out as OPA says. */
export function problemOf(opaCase: OpaCase, codegen?: Codegen): string | undefined {
  return outcomeProblem(opaCase, outcomeOf(opaCase, codegen));
}

/** What is wrong with an outcome of a case, however it came about. */
export function outcomeProblem({ case: given }: OpaCase, outcome: Outcome): string | undefined {
  const wantsError = 'want_error' in given || 'want_error_code' in given;
  if ('thrown' in outcome) return `crashed: ${outcome.thrown}`;
  if (wantsError) return errorProblem(given, outcome);
  if (outcome.errors.length > 0) return `unexpected error: ${outcome.errors.map(errorText).join('; ')}`;
  if ('want_defined' in given) {
    return outcome.bindings.length > 0 === given['want_defined'] ? undefined : 'expected to be defined or not, was not';
  }
  const wanted = given['want_result'];
  return resultProblem(isList(wanted) ? wanted : [], outcome.bindings, given['sort_bindings'] === true);
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly location?: { readonly file: string; readonly row: number } | undefined;
}

export type Outcome =
  | { readonly thrown: string }
  | { readonly errors: readonly Failure[]; readonly bindings: readonly JsonObject[] };

function outcomeOf(opaCase: OpaCase, codegen: Codegen | undefined): Outcome {
  try {
    return run(opaCase, codegen);
  } catch (error) {
    return { thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function run(opaCase: OpaCase, codegen: Codegen | undefined): Outcome {
  const given = opaCase.case;
  const { policy, diagnostics } = compile({
    modules: modulesOf(opaCase).map((text, at) => ({ name: `test-${at}.rego`, text })),
    data: given['data'] ?? {},
    regoVersion: opaCase.version,
  });
  if (policy === undefined) {
    const errors = diagnostics.map(({ code, message, file, line }) => ({
      code,
      message,
      location: { file: file ?? '', row: line ?? 0 },
    }));
    return { errors, bindings: [] };
  }
  const { result, errors } = policy.evaluate({
    query: typeof given['query'] === 'string' ? given['query'] : '',
    input: inputOf(given),
    strictBuiltinErrors: given['strict_error'] === true,
    host: {
      now: () => BigInt(Date.now()) * 1_000_000n,
      randomBytes: (count) => randomBytes(count),
      crypto: cryptoPort,
      codegen,
      runtime: () => (given['env'] === undefined ? {} : { env: given['env'] }),
      lookup: addressesOf,
    },
  });
  return { errors, bindings: result.map(({ bindings }) => bindings ?? {}) };
}

/** Names that need no network. */
function addressesOf(name: string): string[] {
  if (name === 'localhost') return ['127.0.0.1'];
  if (isIP(name) !== 0) return [name];
  throw new Error(`no such host: ${name}`);
}

function inputOf(given: JsonObject): RegoValue | undefined {
  const term = given['input_term'];
  if (typeof term !== 'string') return given['input'];
  const parsed = parseTerm(term).term;
  const value = parsed === undefined ? undefined : constantValue(parsed);
  if (value === undefined) throw new Error(`input_term is no value: ${term}`);
  return value;
}

function errorProblem(given: JsonObject, outcome: Extract<Outcome, { errors: unknown }>): string | undefined {
  const { errors } = outcome;
  if (errors.length === 0) return `expected an error, got ${errorsText(outcome.bindings)}`;
  const code = given['want_error_code'];
  const text = given['want_error'];
  const texts = errors.map(errorText);
  if (typeof text === 'string' && !texts.some((one) => one.includes(text))) {
    return `expected error ${text}, got ${texts.join('; ')}`;
  }
  if (typeof code === 'string' && typeof text !== 'string' && !errors.some((one) => one.code === code)) {
    return `expected error ${code}, got ${texts.join('; ')}`;
  }
  return undefined;
}

function errorText({ code, message, location }: Failure): string {
  const place = location === undefined ? '' : `${location.file}:${location.row}: `;
  return `${place}${code}: ${message}`;
}

function resultProblem(wanted: readonly JsonValue[], got: readonly JsonObject[], sorts: boolean): string | undefined {
  const normal = (value: JsonValue): JsonValue => (sorts ? sortedLists(value) : value);
  const expected = wanted.map(normal);
  const found = got.map(withoutGenerated).map(normal);
  const isSame =
    expected.length === found.length &&
    expected.every((one) => found.some((other) => equal(one, other))) &&
    found.every((one) => expected.some((other) => equal(one, other)));
  return isSame ? undefined : `expected ${errorsText(expected)}, got ${errorsText(found)}`;
}

function withoutGenerated(bindings: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(bindings).filter(([name]) => !name.startsWith('__localq')));
}

function sortedLists(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(sortedLists).sort(compare);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sortedLists(inner)]));
}

function errorsText(values: readonly JsonValue[]): string {
  return JSON.stringify(values, (_key, value) => (typeof value === 'bigint' ? String(value) : value)).slice(0, 300);
}
