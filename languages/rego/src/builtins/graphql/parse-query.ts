import { type GraphqlNode, node } from './node.ts';
import { GraphqlParser, type Positions } from './parser.ts';

/** A parsed document and where its nodes stand. */
export interface ParsedGraphql {
  readonly document: GraphqlNode;
  readonly positions: Positions;
}

/** Parses an executable document. Throws BuiltinError with line and column. */
export function parseQuery(text: string): ParsedGraphql {
  const parser = new GraphqlParser(text);
  const operations: GraphqlNode[] = [];
  const fragments: GraphqlNode[] = [];
  while (!parser.isAt('<EOF>')) {
    const { kind, value } = parser.peek();
    if (kind === '{' || (kind === 'Name' && operationTypes.has(value))) operations.push(operation(parser));
    else if (kind === 'Name' && value === 'fragment') fragments.push(fragment(parser));
    else parser.unexpected();
  }
  return { document: node({ Operations: operations, Fragments: fragments }), positions: parser.positions };
}

const operationTypes: ReadonlySet<string> = new Set(['query', 'mutation', 'subscription']);

function operation(parser: GraphqlParser): GraphqlNode {
  const token = parser.peek();
  const comment = parser.comment;
  if (token.kind === '{') {
    return parser.at(token, { Operation: 'query', Name: '', SelectionSet: selections(parser) });
  }
  parser.next();
  return parser.at(token, {
    Operation: token.value,
    Name: parser.isAt('Name') ? parser.next().value : '',
    VariableDefinitions: variables(parser),
    Directives: parser.directives(false),
    SelectionSet: selections(parser),
    Comment: comment,
  });
}

function variables(parser: GraphqlParser): GraphqlNode[] {
  return parser.some('(', ')', () => {
    const token = parser.peek();
    const comment = parser.comment;
    const variable = parser.variable();
    parser.expect(':');
    return parser.at(token, {
      Variable: variable,
      Type: parser.type(),
      DefaultValue: parser.skip('=') ? parser.value(true) : undefined,
      Directives: parser.directives(false),
      Comment: comment,
      Used: false,
    });
  }).items;
}

function selections(parser: GraphqlParser): GraphqlNode[] {
  const token = parser.peek();
  if (token.kind !== '{') parser.fail(token, `Expected {, found ${token.kind}`);
  return parser.some('{', '}', () => (parser.isAt('...') ? spread(parser) : field(parser))).items;
}

function field(parser: GraphqlParser): GraphqlNode {
  const token = parser.peek();
  const comment = parser.comment;
  const alias = parser.name();
  return parser.at(token, {
    Alias: alias,
    Name: parser.skip(':') ? parser.name() : alias,
    Arguments: parser.arguments(false),
    Directives: parser.directives(false),
    SelectionSet: parser.isAt('{') ? selections(parser) : [],
    Comment: comment,
  });
}

function spread(parser: GraphqlParser): GraphqlNode {
  const { comment } = parser;
  parser.expect('...');
  const token = parser.peek();
  if (token.kind === 'Name' && token.value !== 'on') {
    return parser.at(token, { Name: parser.name(), Directives: parser.directives(false), Comment: comment });
  }
  const hasType = parser.isAt('Name', 'on');
  if (hasType) parser.next();
  return parser.at(token, {
    TypeCondition: hasType ? parser.name() : '',
    Directives: parser.directives(false),
    SelectionSet: selections(parser),
    Comment: comment,
  });
}

function fragment(parser: GraphqlParser): GraphqlNode {
  const token = parser.peek();
  const comment = parser.keyword('fragment');
  if (parser.peek().value === 'on') parser.unexpected();
  const name = parser.name();
  const definitions = variables(parser);
  parser.keyword('on');
  return parser.at(token, {
    Name: name,
    VariableDefinition: definitions,
    TypeCondition: parser.name(),
    Directives: parser.directives(false),
    SelectionSet: selections(parser),
    Comment: comment,
  });
}
