import type { JsonObject, JsonValue } from '@bulwark/text';
import type { Annotations, Body, Expr, RefTerm, SchemaAnnotation, Term } from '../ast/ast.ts';
import type { Node } from '../ast/for-each-child.ts';
import { locationOf } from '../ast/location.ts';
import { printTerm } from '../ast/print-term.ts';
import { callsTo, headName, unification } from './build-terms.ts';
import { contains } from './collect-vars.ts';
import { type Compilation, nodesOf } from './compilation.ts';
import { type CompiledModule, type CompiledRule, forEachRule, fullRef, mapRules } from './compiled-module.ts';
import { groundPrefix } from './rule-tree.ts';
import { termOf } from './value-term.ts';
import { mapExpr, mapList, mapTerm } from './walk.ts';

const chainCall = 'rego.metadata.chain';
const ruleCall = 'rego.metadata.rule';

/** Pass: calls of `rego.metadata.chain` and `rego.metadata.rule` give way to what they give. */
export function expandMetadata(compilation: Compilation): void {
  let index: AnnotationIndex | undefined;
  for (const module of compilation.modules) {
    mapRules(module, (rule) => {
      if (!nodesOf(rule).some((node) => contains(node, isMetadataCall))) return rule;
      index ??= new AnnotationIndex(compilation);
      const expand = new MetadataExpander(rule, index);
      return { ...rule, body: expand.body(rule.body) };
    });
  }
}

function isMetadataCall(node: Node): boolean {
  return 'with' in node && (callsTo(node, chainCall) || callsTo(node, ruleCall));
}

class MetadataExpander {
  readonly #rule: CompiledRule;
  readonly #index: AnnotationIndex;

  constructor(rule: CompiledRule, index: AnnotationIndex) {
    this.#rule = rule;
    this.#index = index;
  }

  readonly body = (body: Body): Body => mapList(body, this.#expr);

  readonly #expr = (expr: Expr): Expr => {
    if (!isMetadataCall(expr) || expr.type !== 'callExpr') return mapExpr(expr, { term: this.#term, body: this.body });
    const { span } = expr;
    const value = callsTo(expr, chainCall) ? this.#chain() : this.#own();
    const term = termOf(value, span);
    const [output] = expr.args;
    if (output !== undefined) return { ...unification(output, term, span), with: expr.with };
    return { type: 'termExpr', negated: expr.negated, term, with: expr.with, span };
  };

  readonly #term = (term: Term): Term => mapTerm(term, { term: this.#term, body: this.body });

  /** The annotations of the rule itself. */
  #own(): JsonValue {
    const first = ownAnnotations(this.#rule).at(-1);
    return first === undefined ? {} : annotationsObject(first);
  }

  /** Those of the rule, its document, its package and the packages around it, from the inside out. */
  #chain(): JsonValue {
    const rule = this.#rule;
    const path = pathOf(fullRef(rule));
    const own = ownAnnotations(rule).map((one) => entry(path, one));
    const document = this.#index.document(rule).map((one) => entry(path, one));
    const packagePath = pathOf(rule.module.package);
    const around = this.#index.around(rule.module).map(([place, one]) => entry(place, one));
    const ofPackage = this.#index.package(rule.module).map((one) => entry(packagePath, one));
    return [...(own.length > 0 ? own : [{ path }]), ...document, ...ofPackage, ...around];
  }
}

function entry(path: readonly JsonValue[], annotations: Annotations): JsonObject {
  return { path, annotations: annotationsObject(annotations) };
}

/** Nearest to the rule first. */
function ownAnnotations(rule: CompiledRule): readonly Annotations[] {
  return rule.origin.annotations
    .filter(({ scope }) => scope === 'rule')
    .sort((left, right) => right.span.start - left.span.start);
}

/** The constant beginning of a reference, without `data`. */
function pathOf(ref: RefTerm): string[] {
  return groundPrefix(ref.path).map((part) => (part.type === 'string' ? part.value : printTerm(part)));
}

/** Annotations of documents and packages by what they stand for. */
class AnnotationIndex {
  readonly #documents = new Map<string, Annotations>();
  readonly #packages = new Map<string, Annotations>();
  readonly #around = new Map<string, Annotations>();

  constructor(compilation: Compilation) {
    for (const module of compilation.modules) {
      forEachRule(module, (rule) => {
        for (const one of rule.origin.annotations) {
          if (one.scope === 'document') this.#documents.set(key(pathOf(fullRef(rule))), one);
        }
      });
      for (const one of module.annotations) this.#add(one, module, compilation);
    }
  }

  #add(one: Annotations, module: CompiledModule, compilation: Compilation): void {
    if (one.scope !== 'package' && one.scope !== 'subpackages') return;
    const known = one.scope === 'package' ? this.#packages : this.#around;
    const path = key(pathOf(module.package));
    if (known.has(path)) {
      const { file, row } = locationOf(module.source, known.get(path)?.span.start ?? 0);
      const message = `${one.scope} annotation redeclared: ${file}:${row}`;
      compilation.fatal('rego_type_error', message, module, one.span);
    } else known.set(path, one);
  }

  document(rule: CompiledRule): readonly Annotations[] {
    return listOf(this.#documents.get(key(pathOf(fullRef(rule)))));
  }

  package(module: CompiledModule): readonly Annotations[] {
    return listOf(this.#packages.get(key(pathOf(module.package))));
  }

  around(module: CompiledModule): readonly (readonly [readonly JsonValue[], Annotations])[] {
    const path = pathOf(module.package);
    const places = path.map((_part, at) => path.slice(0, path.length - at));
    return places.flatMap((place) => listOf(this.#around.get(key(place))).map((one) => [place, one] as const));
  }
}

function key(path: readonly JsonValue[]): string {
  return JSON.stringify(path);
}

function listOf<Item>(item: Item | undefined): readonly Item[] {
  return item === undefined ? [] : [item];
}

/** Annotations as `rego.metadata` gives them: without what was not written. */
function annotationsObject(annotations: Annotations): JsonObject {
  const { scope, title, description, entrypoint, organizations, relatedResources, authors, schemas } = annotations;
  const { custom, labels } = annotations;
  return {
    scope,
    ...(title ? { title } : {}),
    ...(entrypoint ? { entrypoint } : {}),
    ...(description ? { description } : {}),
    ...(organizations.length > 0 ? { organizations } : {}),
    ...(relatedResources.length > 0 ? { related_resources: relatedResources.map(definedFields) } : {}),
    ...(authors.length > 0 ? { authors: authors.map(definedFields) } : {}),
    ...(schemas.length > 0 ? { schemas: schemas.map(schemaObject) } : {}),
    ...(custom !== undefined && Object.keys(custom).length > 0 ? { custom } : {}),
    ...(labels !== undefined && Object.keys(labels).length > 0 ? { labels } : {}),
  };
}

function definedFields(fields: Readonly<Record<string, string | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

function schemaObject({ path, schema, definition }: SchemaAnnotation): JsonObject {
  const refParts = (ref: RefTerm): JsonValue[] => [headName(ref) ?? printTerm(ref.head), ...pathOf(ref)];
  return {
    path: refParts(path),
    ...(schema === undefined ? {} : { schema: refParts(schema) }),
    ...(definition === undefined ? {} : { definition }),
  };
}
