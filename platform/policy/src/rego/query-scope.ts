import { type Module, parseModule, type QueryScope, type RegoVersion } from '@bulwark/rego';
import { packageText } from './package-text.ts';

export interface QueryPlace {
  /** Whose names the query may use without `data.`. */
  readonly package?: string | undefined;
  /** Such as `data.a`, `input.b as c`. */
  readonly imports: readonly string[];
  readonly version: RegoVersion;
}

/** The scope of a query that stands in a package among these modules; or why there is no such place. */
export function queryScope(place: QueryPlace, modules: readonly Module[]): QueryScope | { readonly problem: string } {
  const { package: name, imports, version } = place;
  if (name === undefined && imports.length === 0) return {};
  const text = [`package ${name ?? 'query'}`, ...imports.map((ref) => `import ${ref}`)].join('\n');
  const { module, errors } = parseModule(text, { version });
  if (module === undefined) return { problem: errors[0]?.message ?? 'not understood' };
  const path = packageText(module);
  const siblings = modules.filter((other) => packageText(other) === path);
  const names = siblings.flatMap(({ rules }) =>
    rules.flatMap(({ head }) => (head.ref.head.type === 'var' ? [head.ref.head.name] : [])),
  );
  return { package: module.package.path, imports: module.imports, names };
}
