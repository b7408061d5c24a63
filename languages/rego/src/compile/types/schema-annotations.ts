import type { JsonValue } from '@bulwark/text';
import type { RefTerm, SchemaAnnotation, Term } from '../../ast/ast.ts';
import { printTerm } from '../../ast/print-term.ts';
import { compare } from '../../values/compare.ts';
import type { Compilation } from '../compilation.ts';
import { type CompiledRule, fullRef } from '../compiled-module.ts';
import { constantValue } from '../constant-value.ts';
import { groundPrefix } from '../rule-tree.ts';
import { anyType, type ObjectType, type RegoType, type RestType } from './rego-type.ts';
import { schemaType } from './schema-type.ts';
import type { TypeEnv } from './type-env.ts';

/** JSON Schemas by the references that annotations name them by: `schema.input`; `schema` alone is that of `input`. */
export type Schemas = Readonly<Record<string, JsonValue>>;

/** Puts the types that a rule's annotations give to documents into the environment of the rule. */
export function putSchemaTypes(rule: CompiledRule, env: TypeEnv, compilation: Compilation): void {
  const { schemas } = compilation.options;
  if (schemas === undefined) return;
  const { source } = rule.module;
  for (const annotation of schemaAnnotations(rule, compilation)) {
    const reading = readingOf(annotation, schemas);
    if ('problem' in reading) {
      compilation.errors.recoverable('rego_type_error', reading.problem, { source, span: rule.span });
    } else putType(annotation.path, reading.type, env);
  }
}

/** The type that `schema` gives to the input. */
export function putInputType(env: TypeEnv, compilation: Compilation): void {
  const schema = compilation.options.schemas?.['schema'];
  if (schema === undefined) return;
  const reading = schemaType(schema);
  if ('problem' in reading) compilation.errors.recoverable('rego_type_error', reading.problem);
  else env.tree.put([{ type: 'var', name: 'input', span: { start: 0, end: 0 } }], reading.type);
}

function readingOf({ schema, definition }: SchemaAnnotation, schemas: Schemas): ReturnType<typeof schemaType> {
  if (schema === undefined) return schemaType(definition ?? {});
  const name = printTerm(schema);
  const known = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  return known === undefined ? { problem: `undefined schema: ${name}` } : schemaType(known);
}

/** From the outside in: what stands nearer to the rule is put later. */
function schemaAnnotations(rule: CompiledRule, { modules }: Compilation): readonly SchemaAnnotation[] {
  const own = pathText(rule.module.package.path);
  const ofPackages = modules.flatMap((module) =>
    module.annotations
      .filter(({ scope }) => {
        const path = pathText(module.package.path);
        return scope === 'package' ? path === own : scope === 'subpackages' && own.startsWith(path);
      })
      .sort((left, right) => Number(left.scope === 'package') - Number(right.scope === 'package')),
  );
  const document = pathText(groundPrefix(fullRef(rule).path));
  const ofDocument = modules.flatMap((module) =>
    module.rules
      .filter((other) => pathText(groundPrefix(fullRef(other).path)) === document)
      .flatMap(({ origin }) => origin.annotations.filter(({ scope }) => scope === 'document')),
  );
  const ofRule = rule.origin.annotations.filter(({ scope }) => scope === 'rule');
  return [...ofPackages, ...new Set(ofDocument), ...ofRule].flatMap(({ schemas }) => schemas);
}

function pathText(path: readonly Term[]): string {
  return path.map((part) => `${printTerm(part)}/`).join('');
}

function putType(path: RefTerm, type: RegoType, env: TypeEnv): void {
  if (path.path.length === 0) env.tree.put([path.head], type);
  else env.tree.put([path.head], overridden(env.typeOfRef({ ...path, path: [] }), path.path, type));
}

const anyRest: RestType = { key: anyType, value: anyType };

/** A type with another one for what stands at a path inside. */
function overridden(type: RegoType, path: readonly Term[], inner: RegoType): RegoType {
  const [part, ...rest] = path;
  const key = part === undefined ? undefined : constantValue(part);
  if (key === undefined) return inner;
  const object: ObjectType = type.kind === 'object' ? type : { kind: 'object', properties: [], rest: anyRest };
  const known = object.properties.find((property) => compare(property.key, key) === 0);
  const property = { key, value: overridden(known?.value ?? anyType, rest, inner) };
  const others = object.properties.filter((other) => other !== known);
  const properties = [...others, property].sort((left, right) => compare(left.key, right.key));
  return { ...object, properties };
}
