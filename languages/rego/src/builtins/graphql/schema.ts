import type { JsonValue } from '@bulwark/text';
import { BuiltinError } from '../builtin.ts';
import { checkSchema } from './check-schema.ts';
import { type GraphqlNode, node, nodesOf, textOf, textsOf } from './node.ts';
import type { ParsedGraphql } from './parse-query.ts';
import { parseSchema } from './parse-schema.ts';
import type { Positions } from './parser.ts';
import { prelude } from './prelude.ts';

/** A schema put together from definitions and extensions, checked. */
export interface GraphqlSchema {
  readonly types: ReadonlyMap<string, GraphqlNode>;
  readonly directives: ReadonlyMap<string, GraphqlNode>;
  /** The type of each kind of operation that there is: `query`, `mutation`, `subscription`. */
  readonly roots: ReadonlyMap<string, GraphqlNode>;
  /** What an abstract type may be, and an object type itself. */
  readonly possible: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The schema of a document, with what every schema has. Throws BuiltinError for one that is not valid. */
export function makeSchema({ document, positions }: ParsedGraphql): GraphqlSchema {
  const own = { document, positions };
  const builtIn = parseSchema(prelude).document;
  const types = typesOf(own, builtIn);
  const directives = directivesOf(own, builtIn);
  const possible = possibleTypes(types);
  const draft: GraphqlSchema = { types, directives, possible, roots: rootsOf(own, types) };
  const builtInNames = new Set(nodesOf(builtIn, 'Definitions').map((type) => textOf(type, 'Name')));
  checkSchema(draft, own, builtInNames);
  return { ...draft, ...withIntrospection(draft) };
}

/** An error at a node of a document. */
export function problemAt(positions: Positions, place: GraphqlNode | undefined, message: string): BuiltinError {
  const token = place === undefined ? undefined : positions.get(place);
  if (token === undefined) return new BuiltinError(`GraphQL parse error: input: ${message}`);
  return new BuiltinError(`${message} in GraphQL string at location ${token.line}:${token.column}`);
}

function typesOf({ document, positions }: ParsedGraphql, builtIn: GraphqlNode): Map<string, GraphqlNode> {
  const types = new Map<string, GraphqlNode>();
  for (const type of [...nodesOf(builtIn, 'Definitions'), ...nodesOf(document, 'Definitions')]) {
    const name = textOf(type, 'Name');
    if (types.has(name)) throw problemAt(positions, type, `Cannot redeclare type ${name}.`);
    types.set(name, type);
  }
  for (const extension of nodesOf(document, 'Extensions')) {
    const name = textOf(extension, 'Name');
    const kind = textOf(extension, 'Kind');
    const base = types.get(name) ?? node({ Kind: kind, Name: name });
    if (textOf(base, 'Kind') !== kind) {
      const found = `the base type is a ${textOf(base, 'Kind')}, not ${kind}`;
      throw problemAt(positions, extension, `Cannot extend type ${name} because ${found}.`);
    }
    types.set(name, extended(base, extension));
  }
  return types;
}

const growing = ['Directives', 'Interfaces', 'Fields', 'Types', 'EnumValues'];

function extended(base: GraphqlNode, extension: GraphqlNode): GraphqlNode {
  const lists = growing.map((name) => [name, [...list(base[name]), ...list(extension[name])]] as const);
  return node({ ...base, ...Object.fromEntries(lists) });
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** A schema may declare these again, though every schema has them. */
const standard: ReadonlySet<string> = new Set(['include', 'skip', 'deprecated', 'specifiedBy', 'defer', 'oneOf']);

function directivesOf({ document, positions }: ParsedGraphql, builtIn: GraphqlNode): Map<string, GraphqlNode> {
  const directives = new Map<string, GraphqlNode>();
  for (const directive of [...nodesOf(builtIn, 'Directives'), ...nodesOf(document, 'Directives')]) {
    const name = textOf(directive, 'Name');
    if (directives.has(name) && !standard.has(name)) {
      throw problemAt(positions, directive, `Cannot redeclare directive ${name}.`);
    }
    directives.set(name, directive);
  }
  return directives;
}

function possibleTypes(types: ReadonlyMap<string, GraphqlNode>): Map<string, Set<string>> {
  const possible = new Map<string, Set<string>>();
  const add = (name: string, type: string): void => {
    possible.set(name, (possible.get(name) ?? new Set()).add(type));
  };
  for (const [name, type] of types) {
    const kind = textOf(type, 'Kind');
    if (kind === 'UNION') for (const member of textsOf(type, 'Types')) add(name, member);
    for (const implemented of textsOf(type, 'Interfaces')) add(implemented, name);
    if (kind === 'OBJECT' || kind === 'INPUT_OBJECT') add(name, name);
  }
  return possible;
}

function rootsOf(
  { document, positions }: ParsedGraphql,
  types: ReadonlyMap<string, GraphqlNode>,
): Map<string, GraphqlNode> {
  const roots = new Map<string, GraphqlNode>();
  const [entry, second] = nodesOf(document, 'Schema');
  if (second !== undefined) {
    const advice = 'Cannot have multiple schema entry points, consider schema extensions instead.';
    throw problemAt(positions, second, advice);
  }
  for (const part of [entry, ...nodesOf(document, 'SchemaExtension')]) {
    for (const operation of nodesOf(part, 'OperationTypes')) {
      const [kind, name] = [textOf(operation, 'Operation'), textOf(operation, 'Type')];
      const type = types.get(name);
      if (type === undefined) {
        throw problemAt(positions, operation, `Schema root ${kind} refers to a type ${name} that does not exist.`);
      }
      roots.set(kind, type);
    }
  }
  if (entry === undefined) inferRoots(roots, types);
  return roots;
}

function inferRoots(roots: Map<string, GraphqlNode>, types: ReadonlyMap<string, GraphqlNode>): void {
  for (const name of ['Query', 'Mutation', 'Subscription']) {
    const type = types.get(name);
    if (type !== undefined && !roots.has(name.toLowerCase())) roots.set(name.toLowerCase(), type);
  }
}

function withIntrospection({ types, roots }: GraphqlSchema): Pick<GraphqlSchema, 'types' | 'roots'> {
  const query = roots.get('query');
  if (query === undefined) return { types, roots };
  const type = (name: string, isRequired: boolean): GraphqlNode => ({ NamedType: name, NonNull: isRequired });
  const more = [
    { Name: '__schema', Type: type('__Schema', true) },
    { Name: '__type', Type: type('__Type', false), Arguments: [{ Name: 'name', Type: type('String', true) }] },
  ];
  const grown = { ...query, Fields: [...nodesOf(query, 'Fields'), ...more] };
  return { types: new Map(types).set(textOf(query, 'Name'), grown), roots: new Map(roots).set('query', grown) };
}
