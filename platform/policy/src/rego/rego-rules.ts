import type { Resource } from '@bulwark/model';
import type { Annotations, Module, Policy, PreparedQuery, Rule } from '@bulwark/rego';
import { type Diagnostic, isList, isObject, type JsonValue, jsonText } from '@bulwark/text';
import { type PolicyRule, severityNamed } from '../policy-as-check.ts';
import type { PolicyRuntime } from '../policy-runtime.ts';
import { diagnosticOf, problemText } from './compile-policies.ts';
import { PackageExceptions } from './package-exceptions.ts';
import { packageText, placeText } from './package-text.ts';

export interface RegoRuleOptions {
  /** The packages whose rules count. */
  readonly packages: (name: string) => boolean;
  readonly runtime: PolicyRuntime;
  readonly print: (text: string) => void;
}

export interface RegoRules {
  readonly rules: readonly PolicyRule[];
  /** Rules that nobody can read as their author meant them. */
  readonly diagnostics: readonly Diagnostic[];
}

const decision = /^(?:deny|violation|warn)(?:_[a-zA-Z0-9]+)*$/;

/** The rules `deny`, `violation`, `warn` and `deny_…` of packages, as conftest reads them: the input is one object. */
export function regoRules(policy: Policy, modules: readonly Module[], options: RegoRuleOptions): RegoRules {
  const chosen = modules.filter((module) => options.packages(packageText(module)));
  const exceptions = new Map<string, PackageExceptions | undefined>();
  const found = new Map<string, PolicyRule>();
  const diagnostics: Diagnostic[] = [];
  for (const module of chosen) {
    const path = packageText(module);
    if (!exceptions.has(path)) exceptions.set(path, exceptionsOf(path, { policy, modules: chosen, options }));
    for (const rule of module.rules) {
      const name = nameOf(rule);
      if (!decision.test(name) || rule.head.args.length > 0) continue;
      if (isMapOfTrue(rule)) {
        diagnostics.push(mapOfTrue(rule, module));
        continue;
      }
      const id = `rego:${path}/${name}`;
      const known = found.get(id);
      if (known !== undefined && (rule.annotations.length === 0 || known.title !== untitled(name, path))) continue;
      const ofPackage = module.annotations.filter(({ scope }) => scope === 'package' || scope === 'subpackages');
      const named = { id, name, module, annotations: [...rule.annotations, ...ofPackage] };
      found.set(id, ruleOf(named, { policy, exceptions: exceptions.get(path), options }));
    }
  }
  return { rules: [...found.values()].sort((left, right) => (left.id < right.id ? -1 : 1)), diagnostics };
}

function nameOf({ head }: Rule): string {
  return head.ref.head.type === 'var' ? head.ref.head.name : '';
}

interface Packages {
  readonly policy: Policy;
  readonly modules: readonly Module[];
  readonly options: RegoRuleOptions;
}

/** Undefined where a package makes no exceptions. */
function exceptionsOf(path: string, { policy, modules, options }: Packages): PackageExceptions | undefined {
  const siblings = modules.filter((module) => packageText(module) === path);
  const [module] = siblings;
  const places = siblings.flatMap((one) =>
    one.rules
      .filter((rule) => nameOf(rule) === 'exception' && rule.head.args.length === 0)
      .map(({ span }) => `${one.source.name}:${one.source.position(span.start).line}`),
  );
  if (module === undefined || places.length === 0) return undefined;
  const query = policy.prepare(placeText(module, 'exception'));
  return new PackageExceptions({
    path,
    places,
    evaluate: (resource, gap) => valueFor(query, { resource, gap }, options),
  });
}

/** `deny[msg] if …`: a map with values true, in Rego v1; `deny contains msg if …` is meant. */
function isMapOfTrue({ head }: Rule): boolean {
  return head.ref.path.length > 0 && !head.hasContains && head.value?.type === 'boolean' && head.value.value;
}

function mapOfTrue(rule: Rule, module: Module): Diagnostic {
  const { line, column } = module.source.position(rule.span.start);
  const name = nameOf(rule);
  const message = `${name}[…] with "if" and without "contains" is a map, not a set of messages: write "${name} contains … if"`;
  return { severity: 'error', code: 'rule-without-contains', message, file: module.source.name, line, column };
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly module: Module;
  readonly annotations: readonly Annotations[];
}

interface RuleSetting {
  readonly policy: Policy;
  readonly exceptions: PackageExceptions | undefined;
  readonly options: RegoRuleOptions;
}

function ruleOf({ id, name, module, annotations }: Named, { policy, exceptions, options }: RuleSetting): PolicyRule {
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
    judge: (resource, gap) => {
      const messages = messagesOf(valueFor(query, { resource, gap }, options), name);
      if (messages.length === 0 || exceptions === undefined) return { messages };
      return { messages, exception: exceptions.of(name, { resource, gap }) };
    },
  };
}

function untitled(name: string, path: string): string {
  return `${name} of package ${path}`;
}

interface Asked {
  readonly resource: Resource;
  readonly gap: (detail: string) => void;
}

type Prepared = ReturnType<Policy['prepare']>;

/** What a query gives for an object; undefined too where it fails, and that is a gap. */
function valueFor(query: Prepared, { resource, gap }: Asked, options: RegoRuleOptions): JsonValue | undefined {
  if (!isQuery(query)) {
    gap(query.map((error) => problemText(diagnosticOf(error))).join('; '));
    return undefined;
  }
  const { runtime, print } = options;
  const budget = runtime.begin();
  const { result, errors } = query.evaluate({
    input: resource.object,
    limits: budget.limits,
    host: runtime.host(print),
  });
  for (const error of errors) gap(problemText(diagnosticOf(budget.named(error))));
  return result[0]?.expressions[0]?.value;
}

function isQuery(query: Prepared): query is PreparedQuery {
  return 'evaluate' in query;
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
