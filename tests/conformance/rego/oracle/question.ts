import { spawnSync } from 'node:child_process';
import { isList, isObject, type JsonObject, type JsonValue, jsonText, parseJson, SourceText } from '@bulwark/text';

/** What both engines are asked. */
export interface Question {
  readonly modules: readonly string[];
  readonly data?: JsonValue;
  readonly input?: JsonValue;
  readonly query: string;
  readonly v0?: boolean;
  /** Errors of builtins end the evaluation. */
  readonly strict?: boolean;
  /** The compiler's strict mode. */
  readonly lint?: boolean;
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly row: number | undefined;
}

/** What an engine says: errors, or the values and bindings of every solution. */
export interface Answer {
  readonly errors: readonly Failure[];
  readonly result: readonly JsonObject[];
}

/** OPA's answers, in order. */
export function askOracle(binary: string, questions: readonly Question[]): Answer[] {
  const input = questions.map((question) => jsonText(written(question), 0)).join('\n');
  const run = spawnSync(binary, ['batch'], { input: `${input}\n`, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`the oracle ended with ${run.status}: ${run.stderr.slice(0, 2000)}`);
  return run.stdout.trimEnd().split('\n').map(answerOf);
}

function written({ modules, query, ...rest }: Question): JsonValue {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { modules: [...modules], query, ...Object.fromEntries(given) };
}

function answerOf(line: string): Answer {
  const { value } = parseJson(new SourceText('answer', line)).documents[0] ?? {};
  if (!isObject(value)) throw new Error(`the oracle answered ${line.slice(0, 200)}`);
  const { errors, result } = value;
  return {
    errors: isList(errors) ? errors.filter(isObject).map(failureOf) : [],
    result: isList(result) ? result.filter(isObject) : [],
  };
}

function failureOf(error: JsonObject): Failure {
  const { location } = error;
  const row = isObject(location) ? location['row'] : undefined;
  return {
    code: String(error['code']),
    message: String(error['message']),
    row: typeof row === 'number' ? row : undefined,
  };
}
