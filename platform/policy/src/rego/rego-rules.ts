import type { Annotations, Module, Policy, PreparedQuery } from '@bulwark/rego';
import { isList, isObject, type JsonValue, jsonText } from '@bulwark/text';
import { type PolicyRule, severityNamed } from '../policy-as-check.ts';
import type { PolicyRuntime } from '../policy-runtime.ts';
import { diagnosticOf, problemText } from './compile-policies.ts';
import { packageText, placeText } from './package-text.ts';

export interface RegoRuleOptions {
  /** The packages whose rules count; `all` for every one. */
  readonly packages: readonly string[] | 'all';
  readonly runtime: PolicyRuntime;
  readonly print: (text: string) => void;
}

const decision = /^(deny|violation|warn)(?:_[a-zA-Z0-9_]+)?$/;

/** The rules `deny`, `violation`, `warn` and `deny_…` of packages, as conftest reads them: the input is one object. */
export function regoRules(policy: Policy, modules: readonly Module[], options: RegoRuleOptions): readonly PolicyRule[] {
  const found = new Map<string, PolicyRule>();
  for (const module of modules) {
    const path = packageText(module);
    if (options.packages !== 'all' && !options.packages.includes(path)) continue;
    for (const rule of module.rules) {
      const name = rule.head.ref.head.type === 'var' ? rule.head.ref.head.name : '';
      const id = `rego:${path}/${name}`;
      if (!decision.test(name) || rule.head.args.length > 0) continue;
      const ofPackage = module.annotations.filter(({ scope }) => scope === 'package' || scope === 'subpackages');
      const annotations = [...rule.annotations, ...ofPackage];
      const known = found.get(id);
      if (known === undefined || (rule.annotations.length > 0 && known.title === untitled(name, path)))
        found.set(id, ruleOf({ id, name, module, annotations }, policy, options));
    }
  }
  return [...found.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly module: Module;
  readonly annotations: readonly Annotations[];
}

function ruleOf({ id, name, module, annotations }: Named, policy: Policy, options: RegoRuleOptions): PolicyRule {
  const stated = annotations.map(({ custom }) => severityNamed(custom?.['severity'])).find((one) => one !== undefined);
  const titled = annotations.find(({ title }) => title !== undefined);
  const described = annotations.find(({ description }) => description !== undefined);
  const query = policy.prepare(placeText(module, name));
  return {
    id,
    title: titled?.title ?? untitled(name, packageText(module)),
    severity: stated ?? (name.startsWith('warn') ? 'low' : 'high'),
    why: described?.description ?? `The rule ${name} of the package ${packageText(module)} says so.`,
    references: annotations.flatMap(({ relatedResources }) => relatedResources.map(({ ref }) => ref)),
    messages: (resource, gap) => {
      if (!('evaluate' in query)) {
        gap(query.map((error) => problemText(diagnosticOf(error))).join('; '));
        return [];
      }
      return evaluated(query, { input: resource.object, name, gap }, options);
    },
  };
}

function untitled(name: string, path: string): string {
  return `${name} of package ${path}`;
}

interface Asked {
  readonly input: JsonValue;
  readonly name: string;
  readonly gap: (detail: string) => void;
}

function evaluated(query: PreparedQuery, { input, name, gap }: Asked, { runtime, print }: RegoRuleOptions) {
  const budget = runtime.begin();
  const { result, errors } = query.evaluate({ input, limits: budget.limits, host: runtime.host(print) });
  for (const error of errors) gap(problemText(diagnosticOf(budget.named(error))));
  return messagesOf(result[0]?.expressions[0]?.value, name);
}

/** A rule gives texts, objects with a `msg`, or is just true. */
function messagesOf(value: JsonValue | undefined, name: string): readonly string[] {
  if (value === undefined || value === false || value === null) return [];
  if (value === true) return [`${name} is true`];
  if (isList(value)) return value.flatMap((one) => messagesOf(one, name));
  if (typeof value === 'string') return [value];
  const msg = isObject(value) ? (value['msg'] ?? value['message']) : undefined;
  return [typeof msg === 'string' ? msg : jsonText(value)];
}
