import { type Module, parseModule } from '@bulwark/rego';
import type { Diagnostic, JsonObject, JsonValue } from '@bulwark/text';
import { diagnosed } from '../diagnosed.ts';
import { calledNames } from './called-names.ts';
import type { Template } from './template.ts';

/** What providers answer, asked beforehand: by provider, by key, a value or an error. */
export type ExternalData = Readonly<Record<string, Readonly<Record<string, ExternalItem>>>>;

export type ExternalItem = { readonly value: JsonValue } | { readonly error: string };

export interface ExternalUse {
  readonly modules: readonly Module[];
  /** What stands at `data.external_data`. */
  readonly data: JsonObject | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

interface Given {
  readonly modules: readonly Module[];
  readonly given: ExternalData | undefined;
}

/**
 * Gives modules that call `external_data` a function of that name over answers that are known. A pure engine asks
 * nobody: without answers such a template is refused, and so is one that nobody could tell from a pass.
 */
export function externalDataOf(template: Template, { modules, given }: Given): ExternalUse {
  const callers = modules.filter((module) => calledNames(module).has('external_data'));
  if (callers.length === 0) return { modules, data: undefined, diagnostics: [] };
  if (given === undefined) {
    const message = `ConstraintTemplate ${template.name}: it calls external_data, and no answers of providers are configured`;
    const pointer = template.rego?.main.pointer ?? '';
    return {
      modules,
      data: undefined,
      diagnostics: [diagnosed(template.resource, { code: 'external-data', message, pointer })],
    };
  }
  const data = Object.fromEntries(Object.entries(given).map(([provider, items]) => [provider, { ...items }]));
  return { modules: modules.map((one) => (callers.includes(one) ? withFunction(one) : one)), data, diagnostics: [] };
}

function withFunction(module: Module): Module {
  const { module: lent } = parseModule(answers, { file: module.source.name, version: 'v0' });
  return lent === undefined ? module : { ...module, rules: [...module.rules, ...lent.rules] };
}

// In the response of Gatekeeper's builtin: pairs of key and value, pairs of key and error.
const answers = `package p
external_data(request) = response {
  known := object.get(data.external_data, request.provider, {})
  response := {
    "responses": [[key, value] | key := request.keys[_]; value := known[key].value],
    "errors": array.concat(
      [[key, error] | key := request.keys[_]; error := known[key].error],
      [[key, "no answer of the provider is known"] | key := request.keys[_]; not known[key]],
    ),
    "status_code": 200,
    "system_error": "",
  }
}
`;
