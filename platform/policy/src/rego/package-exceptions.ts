import type { AppliedException, Resource } from '@bulwark/model';
import { isList, isObject, type JsonValue } from '@bulwark/text';

export interface ExceptionRules {
  /** Of the package. */
  readonly path: string;
  /** Where its `exception` rules stand: `policies/main.rego:3`. */
  readonly places: readonly string[];
  /** The value of `exception` for an object; undefined where there is none or it fails. */
  readonly evaluate: (resource: Resource, gap: (detail: string) => void) => JsonValue | undefined;
}

/**
 * What the `exception` rules of a package accept of an object, as conftest reads them: `exception contains ["a"]` is
 * for the rules `deny_a`, `violation_a` and `warn_a`, the empty name for those without a name behind.
 */
export class PackageExceptions {
  readonly #rules: ExceptionRules;
  #last: { readonly resource: Resource; readonly names: ReadonlySet<string> } | undefined;

  constructor(rules: ExceptionRules) {
    this.#rules = rules;
  }

  /** The exception for a rule; where `exception` fails there is none, and the gap says why. */
  of(
    rule: string,
    { resource, gap }: { readonly resource: Resource; readonly gap: (detail: string) => void },
  ): AppliedException | undefined {
    if (this.#last?.resource !== resource)
      this.#last = { resource, names: namesIn(this.#rules.evaluate(resource, gap)) };
    const name = rule.replace(/^(?:deny|violation|warn)_?/, '');
    if (!this.#last.names.has(name)) return undefined;
    const { path, places } = this.#rules;
    const rest = places.length > 1 ? ` and ${places.length - 1} more` : '';
    const said = name === '' ? `the empty name, which stands for ${rule}` : `"${name}"`;
    return {
      reason: `the rule exception of the package ${path} gives ${said}`,
      policy: `rego:${path}/exception`,
      source: `${places[0]}${rest}`,
    };
  }
}

/** Every text in the collections that `exception` holds. */
function namesIn(value: JsonValue | undefined): ReadonlySet<string> {
  const names = membersOf(value).flatMap(membersOf);
  return new Set(names.filter((name) => typeof name === 'string'));
}

function membersOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (isList(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}
