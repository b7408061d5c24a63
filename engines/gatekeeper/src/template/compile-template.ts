import { compile, type Module, PreparedQuery, parseModule } from '@bulwark/rego';
import { type Diagnostic, isObject, type JsonValue } from '@bulwark/text';
import { diagnosed } from '../diagnosed.ts';
import { calledNames } from './called-names.ts';
import { referenceProblems } from './check-references.ts';
import { type ExternalData, externalDataOf } from './external-data.ts';
import { regoPlace } from './rego-place.ts';
import type { RegoText, Template } from './template.ts';
import type { Answer, Question, RegoViolation, Surroundings, TemplateProgram } from './template-program.ts';

export interface CompiledTemplate {
  /** Undefined where there is an error, and where a template has no Rego. */
  readonly program: TemplateProgram | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export interface CompileOptions extends Surroundings {
  readonly externalData?: ExternalData;
}

/** Compiles the Rego of a template and its libs; each problem has its place in the template's file. */
export function compileTemplate(
  template: Template,
  { externalData, host, limits = {} }: CompileOptions = {},
): CompiledTemplate {
  const { rego } = template;
  if (rego === undefined) return { program: undefined, diagnostics: [] };
  const texts = [rego.main, ...rego.libs];
  const parsed = texts.map((text) =>
    parseModule(text.text, { file: text.pointer, version: rego.version, limits: { isOver: limits.isOver } }),
  );
  const errors = parsed.flatMap(({ errors: found }) =>
    found.map(({ code, message, location }) => complaint(template, texts, { code, message, ...placed(location) })),
  );
  const modules = parsed.flatMap(({ module }) => (module === undefined ? [] : [module]));
  const refused = modules.flatMap((module, at) => refusals(template, texts[at], module));
  const external = externalDataOf(template, { modules, given: externalData });
  const problems = [...errors, ...refused, ...external.diagnostics, ...networkProblems(template, modules, host)];
  if (problems.length > 0 || modules.length < texts.length) return { program: undefined, diagnostics: problems };
  const print = host?.print !== undefined;
  const { policy, diagnostics } = compile({ modules: external.modules, regoVersion: rego.version, print, limits });
  const query = policy?.prepare(`${packageOf(modules[0])}["violation"][result]`, {}, limits) ?? [];
  if (query instanceof PreparedQuery) return { program: programOf(query, external.data), diagnostics: [] };
  const failures = query.map(({ code, message }) => diagnosed(template.resource, { code, message }));
  return {
    program: undefined,
    diagnostics: [...diagnostics.map((one) => complaint(template, texts, one)), ...failures],
  };
}

function placed(
  location: { readonly file: string; readonly row: number; readonly col: number } | undefined,
): Partial<Diagnostic> {
  return location === undefined ? {} : { file: location.file, line: location.row, column: location.col };
}

/** The same diagnostic, its place that in the template's file instead of that in the Rego. */
function complaint(template: Template, texts: readonly RegoText[], given: Omit<Diagnostic, 'severity'>): Diagnostic {
  const { code, message, file, line, column } = given;
  const text = texts.find(({ pointer }) => pointer === file);
  const at = diagnosed(template.resource, { code, message: `ConstraintTemplate ${template.name}: ${message}` });
  if (text === undefined || line === undefined) return at;
  return { ...at, ...regoPlace(template.resource, text, { row: line, col: column ?? 1 }) };
}

function refusals(template: Template, text: RegoText | undefined, module: Module): Diagnostic[] {
  if (text === undefined) return [];
  const role = text === template.rego?.main ? 'main' : 'lib';
  return referenceProblems(module, role).map(({ message, span }) => {
    const { line, column } = module.source.position(span.start);
    return complaint(template, [text], { code: 'template-rego', message, file: text.pointer, line, column });
  });
}

/** A template that asks the network would be undefined, and so pass, where there is none. */
function networkProblems(template: Template, modules: readonly Module[], host: CompileOptions['host']): Diagnostic[] {
  const isOff = (name: string): boolean => (name === 'http.send' ? host?.http : host?.lookup) === undefined;
  const called = new Set(modules.flatMap((module) => [...calledNames(module)]));
  return ['http.send', 'net.lookup_ip_addr']
    .filter((name) => called.has(name) && isOff(name))
    .map((name) => {
      const message = `ConstraintTemplate ${template.name}: ${name} is off here: policies are judged without the network`;
      const pointer = template.rego?.main.pointer ?? '';
      return diagnosed(template.resource, { code: 'template-network', pointer, message });
    });
}

/** Names of packages in brackets: they need be no identifiers. */
function packageOf(module: Module | undefined): string {
  const parts = module?.package.path.path.map((part) => (part.type === 'string' ? part.value : '')) ?? [];
  return `data${parts.map((part) => `[${JSON.stringify(part)}]`).join('')}`;
}

function programOf(query: PreparedQuery, external: JsonValue | undefined): TemplateProgram {
  const base: Record<string, JsonValue> = external === undefined ? {} : { external_data: external };
  return {
    evaluate: ({ review, parameters, inventory }: Question, { host, limits }: Surroundings): Answer => {
      const data = inventory === undefined ? base : { ...base, inventory };
      const { result, errors } = query.evaluate({ input: { review, parameters }, data, host, limits });
      const violations = result.flatMap(({ bindings }) => violationOf(bindings?.['result']));
      return { violations: distinct(violations), failures: errors };
    },
  };
}

/** Elements without `msg` are no violations; `details` are empty where they are not given. */
function violationOf(element: JsonValue | undefined): RegoViolation[] {
  if (!isObject(element) || !Object.hasOwn(element, 'msg')) return [];
  const details = Object.hasOwn(element, 'details') ? element['details'] : undefined;
  return [{ msg: element['msg'] ?? null, details: details === undefined ? {} : details }];
}

/** Elements that differ in other fields only are one violation. */
function distinct(violations: readonly RegoViolation[]): readonly RegoViolation[] {
  if (violations.length < 2) return violations;
  return [...new Map(violations.map((one) => [JSON.stringify(one, exactly), one])).values()];
}

function exactly(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
