import { inspect, isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { codegenBy } from '../../../languages/rego/src/codegen/codegen.ts';
import { compile } from '../../../languages/rego/src/compile/compile.ts';
import type { Host } from '../../../languages/rego/src/evaluate/host.ts';
import type { Policy } from '../../../languages/rego/src/evaluate/policy.ts';
import { buildFunction } from '../../../languages/rego/src/node/codegen.ts';
import { cryptoPort } from '../../../languages/rego/src/node/crypto-port.ts';
import { readJson } from '../../../languages/rego/src/values/from-json.ts';
import { jsonTextOf } from '../../../languages/rego/src/values/to-json.ts';
import type { Answer, Question } from './oracle/question.ts';

/** What this engine says to a question. A crash of the engine is an answer of the class `crash`. */
export function answerQuestion(question: Question): Answer {
  try {
    return answer(question);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { errors: [{ code: 'crash', message, row: undefined }], result: [] };
  }
}

function answer(question: Question): Answer {
  const { modules, data, v0, lint } = question;
  const { policy, diagnostics } = compile({
    modules: modules.map((text, at) => ({ name: `test-${at}.rego`, text })),
    data: data ?? {},
    regoVersion: v0 === true ? 'v0' : 'v1',
    strict: lint === true,
  });
  if (policy === undefined) {
    return { errors: diagnostics.map(({ code, message, line }) => ({ code, message, row: line })), result: [] };
  }
  const closures = evaluated(policy, question, {});
  const generated = evaluated(policy, question, { codegen: codegenBy(buildFunction, 0) });
  if (isDeepStrictEqual(closures, generated)) return closures;
  const message = `as code: ${inspect(generated)}; as closures: ${inspect(closures)}`;
  return { errors: [{ code: 'crash', message, row: undefined }], result: [] };
}

function evaluated(policy: Policy, { input, query, strict }: Question, more: Host): Answer {
  const end = performance.now() + patience;
  const { errors, result } = policy.evaluate({
    query,
    input,
    strictBuiltinErrors: strict === true,
    limits: { isOver: () => performance.now() > end },
    host: { now: () => 1_700_000_000_000_000_000n, randomBytes, crypto: cryptoPort, ...more },
  });
  return {
    errors: errors.map(({ code, message, location }) => ({ code, message, row: location?.row })),
    result: result.map(
      (one): JsonObject => ({
        expressions: one.expressions.map(({ value }) => shown(value)),
        bindings: shown(isObject(one.bindings) ? { ...one.bindings } : {}),
      }),
    ),
  };
}

/** The same each time, so that answers can be compared. */
function randomBytes(count: number): Uint8Array {
  return new Uint8Array(count).fill(7);
}

/** A value as it is after a way through JSON text, where bytes that are no UTF-8 end. */
function shown(value: JsonValue): JsonValue {
  const reading = readJson(jsonTextOf(value));
  if ('problem' in reading) throw new Error(`what was written as JSON is none: ${reading.problem}`);
  return reading.value;
}

// Milliseconds for one case; the oracle has as many.
const patience = 3000;
