import { type GraphqlNode, node } from './node.ts';
import type { ParsedGraphql } from './parse-query.ts';
import { type Comment, GraphqlParser } from './parser.ts';
import type { GraphqlToken } from './tokens.ts';

/** Parses a type system document. Throws BuiltinError with line and column. */
export function parseSchema(text: string): ParsedGraphql {
  const parser = new GraphqlParser(text);
  const parts = { Schema: [], SchemaExtension: [], Directives: [], Definitions: [], Extensions: [] } satisfies Parts;
  while (!parser.isAt('<EOF>')) definition(parser, parts);
  return { document: node({ ...parts, Comment: parser.comment }), positions: parser.positions };
}

type Parts = Record<'Schema' | 'SchemaExtension' | 'Directives' | 'Definitions' | 'Extensions', GraphqlNode[]>;

interface Description {
  readonly text: string;
  readonly comment: Comment;
  readonly token: GraphqlToken | undefined;
}

const none: Description = { text: '', comment: undefined, token: undefined };

function description(parser: GraphqlParser): Description {
  if (!parser.isAt('String') && !parser.isAt('BlockString')) return none;
  const { comment } = parser;
  const token = parser.next();
  return { text: token.value, comment, token };
}

function definition(parser: GraphqlParser, parts: Parts): void {
  const described = description(parser);
  const token = parser.peek();
  if (token.kind !== 'Name') parser.unexpected();
  if (Object.hasOwn(kinds, token.value)) parts.Definitions.push(typeDefinition(parser, described));
  else if (token.value === 'schema') parts.Schema.push(schema(parser, described, parser.keyword('schema')));
  else if (token.value === 'directive') parts.Directives.push(directive(parser, described));
  else if (token.value === 'extend') {
    if (described.text !== '') parser.unexpected(described.token);
    extension(parser, parts);
  } else parser.unexpected();
}

const kinds: Readonly<Record<string, string>> = {
  scalar: 'SCALAR',
  type: 'OBJECT',
  interface: 'INTERFACE',
  union: 'UNION',
  enum: 'ENUM',
  input: 'INPUT_OBJECT',
};

function schema(parser: GraphqlParser, described: Description, comment: Comment): GraphqlNode {
  const token = parser.peek();
  const directives = parser.directives(true);
  const { items, end } = parser.some('{', '}', () => operationType(parser));
  return parser.at(token, {
    Description: described.text,
    Directives: directives,
    OperationTypes: items,
    BeforeDescriptionComment: described.comment,
    AfterDescriptionComment: comment,
    EndOfDefinitionComment: end,
  });
}

function operationType(parser: GraphqlParser): GraphqlNode {
  const token = parser.peek();
  const { comment } = parser;
  parser.next();
  if (!['query', 'mutation', 'subscription'].includes(token.value)) parser.unexpected(token);
  parser.expect(':');
  return parser.at(token, { Operation: token.value, Type: parser.name(), Comment: comment });
}

function directive(parser: GraphqlParser, described: Description): GraphqlNode {
  const comment = parser.keyword('directive');
  parser.expect('@');
  const token = parser.peek();
  const name = parser.name();
  const args = argumentDefinitions(parser);
  const isRepeatable = parser.isAt('Name', 'repeatable');
  if (isRepeatable) parser.next();
  parser.keyword('on');
  return parser.at(token, {
    Description: described.text,
    Name: name,
    Arguments: args,
    Locations: locations(parser),
    IsRepeatable: isRepeatable,
    BeforeDescriptionComment: described.comment,
    AfterDescriptionComment: comment,
  });
}

const locationNames: ReadonlySet<string> = new Set([
  'QUERY',
  'MUTATION',
  'SUBSCRIPTION',
  'FIELD',
  'FRAGMENT_DEFINITION',
  'FRAGMENT_SPREAD',
  'INLINE_FRAGMENT',
  'VARIABLE_DEFINITION',
  'SCHEMA',
  'SCALAR',
  'OBJECT',
  'FIELD_DEFINITION',
  'ARGUMENT_DEFINITION',
  'INTERFACE',
  'UNION',
  'ENUM',
  'ENUM_VALUE',
  'INPUT_OBJECT',
  'INPUT_FIELD_DEFINITION',
]);

function locations(parser: GraphqlParser): string[] {
  parser.skip('|');
  const names: string[] = [];
  do {
    const token = parser.expect('Name');
    if (!locationNames.has(token.value)) parser.unexpected(token);
    names.push(token.value);
  } while (parser.skip('|'));
  return names;
}

function extension(parser: GraphqlParser, parts: Parts): void {
  const comment = parser.keyword('extend');
  const { kind, value } = parser.peek();
  if (kind !== 'Name') parser.unexpected();
  if (value === 'schema') {
    parser.next();
    const extended = schema(parser, none, comment);
    if (!('Directives' in extended || 'OperationTypes' in extended)) parser.unexpected();
    parts.SchemaExtension.push(extended);
    return;
  }
  if (!Object.hasOwn(kinds, value)) parser.unexpected();
  const extended = typeDefinition(parser, none, comment);
  const adds = ['Directives', 'Interfaces', 'Fields', 'Types', 'EnumValues'].some((name) => name in extended);
  if (!adds) parser.unexpected();
  parts.Extensions.push(extended);
}

function typeDefinition(parser: GraphqlParser, described: Description, extended?: Comment): GraphqlNode {
  const word = parser.peek().value;
  const comment = parser.keyword(word) ?? extended;
  const token = parser.peek();
  const name = parser.name();
  const interfaces = word === 'type' || word === 'interface' ? implemented(parser) : [];
  const directives = parser.directives(word !== 'input' || extended === undefined);
  const { fields, end } = members(parser, word);
  return parser.at(token, {
    Kind: kinds[word],
    Description: described.text,
    Name: name,
    Directives: directives,
    Interfaces: interfaces,
    ...fields,
    BuiltIn: false,
    BeforeDescriptionComment: described.comment,
    AfterDescriptionComment: comment,
    EndOfDefinitionComment: end,
  });
}

function members(
  parser: GraphqlParser,
  word: string,
): { readonly fields: Readonly<Record<string, readonly GraphqlNode[] | readonly string[]>>; readonly end: Comment } {
  if (word === 'union') return { fields: { Types: unionTypes(parser) }, end: undefined };
  if (word === 'enum') {
    const { items, end } = parser.some('{', '}', () => enumValue(parser));
    return { fields: { EnumValues: items }, end };
  }
  if (word === 'scalar') return { fields: {}, end: undefined };
  const { items, end } = parser.some('{', '}', () => (word === 'input' ? inputValue(parser) : field(parser)));
  return { fields: { Fields: items }, end };
}

function implemented(parser: GraphqlParser): string[] {
  if (parser.peek().value !== 'implements') return [];
  parser.next();
  parser.skip('&');
  const names = [parser.name()];
  while (parser.skip('&')) names.push(parser.name());
  return names;
}

function unionTypes(parser: GraphqlParser): string[] {
  if (!parser.skip('=')) return [];
  parser.skip('|');
  const names = [parser.name()];
  while (parser.skip('|')) names.push(parser.name());
  return names;
}

function enumValue(parser: GraphqlParser): GraphqlNode {
  const described = description(parser);
  const token = parser.peek();
  const { comment } = parser;
  return parser.at(token, {
    Description: described.text,
    Name: parser.name(),
    Directives: parser.directives(true),
    BeforeDescriptionComment: described.text === '' ? undefined : described.comment,
    AfterDescriptionComment: comment,
  });
}

function field(parser: GraphqlParser): GraphqlNode {
  const described = description(parser);
  const token = parser.peek();
  const { comment } = parser;
  const name = parser.name();
  const args = argumentDefinitions(parser);
  parser.expect(':');
  return parser.at(token, {
    Description: described.text,
    Name: name,
    Arguments: args,
    Type: parser.type(),
    Directives: parser.directives(true),
    BeforeDescriptionComment: described.text === '' ? undefined : described.comment,
    AfterDescriptionComment: comment,
  });
}

function argumentDefinitions(parser: GraphqlParser): GraphqlNode[] {
  return parser.some('(', ')', () => inputValue(parser)).items;
}

function inputValue(parser: GraphqlParser): GraphqlNode {
  const described = description(parser);
  const token = parser.peek();
  const { comment } = parser;
  const name = parser.name();
  parser.expect(':');
  return parser.at(token, {
    Description: described.text,
    Name: name,
    Type: parser.type(),
    DefaultValue: parser.skip('=') ? parser.value(true) : undefined,
    Directives: parser.directives(true),
    BeforeDescriptionComment: described.text === '' ? undefined : described.comment,
    AfterDescriptionComment: comment,
  });
}
