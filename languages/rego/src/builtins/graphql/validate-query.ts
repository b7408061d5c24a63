import { byName, isRequired } from './check-schema.ts';
import { checkValue, type Expected } from './check-value.ts';
import { expectedOf, spreadsIn, typeNameField } from './definitions.ts';
import { type GraphqlNode, nodeOf, nodesOf, textOf, textsOf } from './node.ts';
import { checkMerging } from './overlapping-fields.ts';
import type { ParsedGraphql } from './parse-query.ts';
import type { GraphqlSchema } from './schema.ts';
import { problemAt } from './schema.ts';
import { typeName, typeText } from './type-reference.ts';

/** Checks an executable document against a schema (the specification's chapter 5). Throws BuiltinError. */
export function validateQuery(schema: GraphqlSchema, query: ParsedGraphql): void {
  new QueryValidator(schema, query).validate();
}

const composites = ['OBJECT', 'INTERFACE', 'UNION'];

/** What the fields of one operation, or of one fragment, are checked with. */
interface Scope {
  /** Undefined in a fragment of its own: its variables are those of the operations that use it. */
  readonly variables: ReadonlyMap<string, GraphqlNode> | undefined;
  readonly used: Set<string>;
  readonly seenFragments: Set<string>;
}

class QueryValidator {
  readonly #schema: GraphqlSchema;
  readonly #query: ParsedGraphql;
  readonly #operations: readonly GraphqlNode[];
  readonly #fragments: readonly GraphqlNode[];

  constructor(schema: GraphqlSchema, query: ParsedGraphql) {
    this.#schema = schema;
    this.#query = query;
    this.#operations = nodesOf(query.document, 'Operations');
    this.#fragments = nodesOf(query.document, 'Fragments');
  }

  validate(): void {
    this.#unique(
      this.#operations.filter((operation) => textOf(operation, 'Name') !== ''),
      'operation',
      'Name',
    );
    this.#unique(this.#fragments, 'fragment', 'Name');
    for (const fragment of this.#fragments) this.#cycle(fragment, []);
    const usedFragments = new Set<string>();
    for (const operation of this.#operations) {
      for (const name of this.#operation(operation)) usedFragments.add(name);
    }
    for (const fragment of this.#fragments) this.#fragment(fragment, usedFragments);
  }

  #fail(place: GraphqlNode | undefined, message: string): never {
    throw problemAt(this.#query.positions, place, message);
  }

  #unique(nodes: readonly GraphqlNode[], what: string, field: string): void {
    const seen = new Set<string>();
    for (const one of nodes) {
      const name = textOf(one, field);
      if (seen.has(name)) this.#fail(one, `There can be only one ${what} named "${name}".`);
      seen.add(name);
    }
  }

  /** The fragments that an operation uses. */
  #operation(operation: GraphqlNode): ReadonlySet<string> {
    if (textOf(operation, 'Name') === '' && this.#operations.length > 1) {
      this.#fail(operation, 'This anonymous operation must be the only defined operation.');
    }
    const kind = textOf(operation, 'Operation') || 'query';
    const root = this.#schema.roots.get(kind);
    if (root === undefined) this.#fail(operation, `Schema does not support operation type "${kind}"`);
    const definitions = nodesOf(operation, 'VariableDefinitions');
    this.#unique(definitions, 'variable', 'Variable');
    const variables = new Map(definitions.map((definition) => [textOf(definition, 'Variable'), definition] as const));
    const scope = { variables, used: new Set<string>(), seenFragments: new Set<string>() };
    for (const definition of definitions) this.#variable(definition, scope);
    this.#directives(operation, kind.toUpperCase(), scope);
    this.#selections(root, operation, scope);
    this.#merging(root, operation);
    if (kind === 'subscription') this.#oneField(operation);
    const unused = definitions.find((definition) => !scope.used.has(textOf(definition, 'Variable')));
    if (unused !== undefined) this.#fail(unused, `Variable "$${textOf(unused, 'Variable')}" is never used.`);
    return scope.seenFragments;
  }

  #variable(definition: GraphqlNode, scope: Scope): void {
    const type = nodeOf(definition, 'Type');
    const declared = this.#schema.types.get(typeName(type));
    if (declared === undefined) this.#fail(definition, `Unknown type "${typeName(type)}".`);
    if (!['SCALAR', 'ENUM', 'INPUT_OBJECT'].includes(textOf(declared, 'Kind'))) {
      this.#fail(
        definition,
        `Variable "$${textOf(definition, 'Variable')}" cannot be non-input type "${typeText(type)}".`,
      );
    }
    const value = nodeOf(definition, 'DefaultValue');
    if (value !== undefined) this.#value(value, { type, hasDefault: false }, scope);
    this.#directives(definition, 'VARIABLE_DEFINITION', scope);
  }

  #fragment(fragment: GraphqlNode, used: ReadonlySet<string>): void {
    const [name, condition] = [textOf(fragment, 'Name'), textOf(fragment, 'TypeCondition')];
    const type = this.#schema.types.get(condition);
    if (type === undefined) this.#fail(fragment, `Unknown type "${condition}".`);
    if (!composites.includes(textOf(type, 'Kind'))) {
      this.#fail(fragment, `Fragment "${name}" cannot condition on non composite type "${condition}".`);
    }
    const scope = { variables: undefined, used: new Set<string>(), seenFragments: new Set<string>() };
    this.#directives(fragment, 'FRAGMENT_DEFINITION', scope);
    this.#selections(type, fragment, scope);
    this.#merging(type, fragment);
    if (!used.has(name)) this.#fail(fragment, `Fragment "${name}" is never used.`);
  }

  #merging(type: GraphqlNode, parent: GraphqlNode): void {
    const clash = checkMerging(
      { schema: this.#schema, fragments: this.#fragments },
      type,
      nodesOf(parent, 'SelectionSet'),
    );
    if (clash !== undefined) this.#fail(clash.place, clash.message);
  }

  #cycle(fragment: GraphqlNode, path: readonly string[]): void {
    const name = textOf(fragment, 'Name');
    if (path.includes(name)) this.#fail(fragment, `Cannot spread fragment "${name}" within itself.`);
    for (const spread of spreadsIn(fragment)) {
      const next = byName(this.#fragments, spread);
      if (next !== undefined && !path.slice(1).includes(spread)) this.#cycle(next, [...path, name]);
    }
  }

  #oneField(operation: GraphqlNode): void {
    const fields = new Set(this.#topFields(operation, new Set()));
    const prefix =
      textOf(operation, 'Name') === '' ? 'Anonymous Subscription' : `Subscription "${textOf(operation, 'Name')}"`;
    if (fields.size > 1) this.#fail(operation, `${prefix} must select only one top level field.`);
    if ([...fields].some((name) => name.startsWith('__'))) {
      this.#fail(operation, `${prefix} must not select an introspection top level field.`);
    }
  }

  #topFields(parent: GraphqlNode, seen: Set<string>): readonly string[] {
    return nodesOf(parent, 'SelectionSet').flatMap((selection) => {
      if ('Alias' in selection) return [textOf(selection, 'Name')];
      if ('TypeCondition' in selection) return this.#topFields(selection, seen);
      const fragment = byName(this.#fragments, textOf(selection, 'Name'));
      if (fragment === undefined || seen.has(textOf(fragment, 'Name'))) return [];
      return this.#topFields(fragment, seen.add(textOf(fragment, 'Name')));
    });
  }

  #selections(type: GraphqlNode | undefined, parent: GraphqlNode, scope: Scope): void {
    for (const selection of nodesOf(parent, 'SelectionSet')) {
      if ('Alias' in selection) this.#field(type, selection, scope);
      else if ('TypeCondition' in selection) this.#inline(type, selection, scope);
      else this.#spread(type, selection, scope);
    }
  }

  #field(type: GraphqlNode | undefined, field: GraphqlNode, scope: Scope): void {
    const name = textOf(field, 'Name');
    const definition = name === '__typename' ? typeNameField : byName(nodesOf(type, 'Fields'), name);
    if (type !== undefined && definition === undefined) {
      this.#fail(field, `Cannot query field "${name}" on type "${textOf(type, 'Name')}".`);
    }
    if (name === '__schema' || name === '__type') this.#introspection(field, 0);
    this.#arguments(field, definition, { scope, place: `field "${textOf(type, 'Name')}.${name}"` });
    this.#directives(field, 'FIELD', scope);
    const next = this.#schema.types.get(typeName(nodeOf(definition, 'Type')));
    if (next !== undefined) this.#leaf(field, definition, next);
    this.#selections(next, field, scope);
  }

  /** Lists in lists of the schema grow without end. */
  #introspection(parent: GraphqlNode, depth: number): void {
    for (const selection of nodesOf(parent, 'SelectionSet')) {
      const isList = ['fields', 'interfaces', 'possibleTypes', 'inputFields'].includes(textOf(selection, 'Name'));
      const next = 'Alias' in selection && isList ? depth + 1 : depth;
      if (next >= 3) this.#fail(parent, 'Maximum introspection depth exceeded');
      const target =
        'Alias' in selection || 'TypeCondition' in selection
          ? selection
          : byName(this.#fragments, textOf(selection, 'Name'));
      if (target !== undefined) this.#introspection(target, next);
    }
  }

  #leaf(field: GraphqlNode, definition: GraphqlNode | undefined, type: GraphqlNode): void {
    const hasSelections = nodesOf(field, 'SelectionSet').length > 0;
    const isComposite = composites.includes(textOf(type, 'Kind'));
    if (hasSelections === isComposite) return;
    const what = `"${textOf(field, 'Name')}"`;
    const text = typeText(nodeOf(definition, 'Type'));
    this.#fail(
      field,
      isComposite
        ? `Field ${what} of type "${text}" must have a selection of subfields. Did you mean ${what.slice(0, -1)} { ... }"?`
        : `Field ${what} must not have a selection since type "${text}" has no subfields.`,
    );
  }

  #arguments(
    place: GraphqlNode,
    definition: GraphqlNode | undefined,
    { scope, place: name }: { readonly scope: Scope; readonly place: string },
  ): void {
    const given = nodesOf(place, 'Arguments');
    const known = nodesOf(definition, 'Arguments');
    this.#unique(given, 'argument', 'Name');
    for (const argument of given) {
      const declared = byName(known, textOf(argument, 'Name'));
      if (definition !== undefined && declared === undefined) {
        this.#fail(place, `Unknown argument "${textOf(argument, 'Name')}" on ${name}.`);
      }
      const value = nodeOf(argument, 'Value');
      if (value !== undefined) this.#value(value, expectedOf(declared), scope);
    }
    const missing = known.find((one) => isRequired(one) && byName(given, textOf(one, 'Name')) === undefined);
    if (missing === undefined) return;
    const type = typeText(nodeOf(missing, 'Type'));
    this.#fail(
      place,
      `${name.replace(/^\w/, (first) => first.toUpperCase())} argument "${textOf(missing, 'Name')}" of type "${type}" is required, but it was not provided.`,
    );
  }

  #value(value: GraphqlNode, expected: Expected | undefined, scope: Scope): void {
    checkValue(value, expected, {
      schema: this.#schema,
      variables: scope.variables,
      use: (name) => scope.used.add(name),
      fail: (place, message) => this.#fail(place, message),
    });
  }

  #directives(place: GraphqlNode, location: string, scope: Scope): void {
    const seen = new Set<string>();
    for (const directive of nodesOf(place, 'Directives')) {
      const name = textOf(directive, 'Name');
      const definition = this.#schema.directives.get(name);
      if (definition === undefined) this.#fail(directive, `Unknown directive "@${name}".`);
      if (!textsOf(definition, 'Locations').includes(location)) {
        this.#fail(directive, `Directive "@${name}" may not be used on ${location}.`);
      }
      if (seen.has(name) && definition['IsRepeatable'] !== true) {
        this.#fail(directive, `The directive "@${name}" can only be used once at this location.`);
      }
      seen.add(name);
      this.#arguments(directive, definition, { scope, place: `directive "@${name}"` });
    }
  }

  #inline(type: GraphqlNode | undefined, fragment: GraphqlNode, scope: Scope): void {
    const condition = textOf(fragment, 'TypeCondition');
    const next = condition === '' ? type : this.#schema.types.get(condition);
    if (condition !== '' && next === undefined) this.#fail(fragment, `Unknown type "${condition}".`);
    if (next !== undefined && condition !== '' && !composites.includes(textOf(next, 'Kind'))) {
      this.#fail(fragment, `Fragment cannot condition on non composite type "${condition}".`);
    }
    this.#possible(type, fragment, condition);
    this.#directives(fragment, 'INLINE_FRAGMENT', scope);
    this.#selections(next, fragment, scope);
  }

  #spread(type: GraphqlNode | undefined, spread: GraphqlNode, scope: Scope): void {
    const name = textOf(spread, 'Name');
    const fragment = byName(this.#fragments, name);
    if (fragment === undefined) this.#fail(spread, `Unknown fragment "${name}".`);
    const condition = textOf(fragment, 'TypeCondition');
    this.#possible(type, spread, condition);
    this.#directives(spread, 'FRAGMENT_SPREAD', scope);
    if (scope.seenFragments.has(name)) return;
    scope.seenFragments.add(name);
    this.#directives(fragment, 'FRAGMENT_DEFINITION', scope);
    this.#selections(this.#schema.types.get(condition), fragment, scope);
  }

  /** A fragment on a type that the parent can never be. */
  #possible(parent: GraphqlNode | undefined, place: GraphqlNode, condition: string): void {
    const type = this.#schema.types.get(condition);
    if (parent === undefined || type === undefined) return;
    if (![parent, type].every((one) => composites.includes(textOf(one, 'Kind')))) return;
    const own = this.#schema.possible.get(textOf(parent, 'Name')) ?? new Set<string>();
    const others = this.#schema.possible.get(condition) ?? new Set<string>();
    if (!own.isDisjointFrom(others)) return;
    const name = 'TypeCondition' in place ? 'Fragment' : `Fragment "${textOf(place, 'Name')}"`;
    const types = `objects of type "${textOf(parent, 'Name')}" can never be of type "${condition}"`;
    this.#fail(place, `${name} cannot be spread here as ${types}.`);
  }
}
