import { capabilitiesOf, compile, type Host, jsonTextOf, readJson } from '@bulwark/rego';
import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';

/** What this engine says to each of the cases in a JSON text, as one text a case. Runs in Node and in a browser. */
export function answerCases(text: string, host: Host): string[] {
  const reading = readJson(text);
  const cases = 'value' in reading && isList(reading.value) ? reading.value : [];
  return cases.filter(isObject).map((one) => answer(one, host));
}

function answer(given: JsonObject, host: Host): string {
  try {
    const { policy, diagnostics } = compile({
      modules: texts(given['modules']).map((text, at) => ({ name: `test-${at}.rego`, text })),
      data: given['data'] ?? {},
      regoVersion: given['version'] === 'v0' ? 'v0' : 'v1',
      capabilities: capabilitiesOf(host),
    });
    if (policy === undefined) return jsonTextOf(diagnostics.map(({ code, message }) => ({ code, message })));
    const { result, errors } = policy.evaluate({
      query: String(given['query']),
      input: given['input'],
      strictBuiltinErrors: given['strict_error'] === true,
      host,
    });
    const told = errors.map(({ code, message }) => ({ code, message }));
    return jsonTextOf({ result: result.map(({ bindings }): JsonValue => ({ ...bindings })), errors: told });
  } catch (error) {
    return `crashed: ${String(error)}`;
  }
}

function texts(value: JsonValue | undefined): string[] {
  return isList(value) ? value.filter((text) => typeof text === 'string') : [];
}

/** What a browser has to lend. The clock stands still and the dice always fall the same, so that answers can be compared. */
export const plainHost: Host = {
  now: () => 1_700_000_000_000_000_000n,
  randomBytes: (count) => new Uint8Array(count).fill(7),
};
