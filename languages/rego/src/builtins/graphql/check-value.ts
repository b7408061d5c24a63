import { quote } from '../../values/quote.ts';
import { byName, isRequired } from './check-schema.ts';
import { type GraphqlNode, kindOf, nodeOf, nodesOf, textOf, valueKinds } from './node.ts';
import type { GraphqlSchema } from './schema.ts';
import { isCompatible, isNonNull, typeName, typeText } from './type-reference.ts';

/** The type that a value should have. */
export interface Expected {
  readonly type: GraphqlNode | undefined;
  /** Its place has a default, so that null is fine there. */
  readonly hasDefault: boolean;
}

export interface ValueContext {
  readonly schema: GraphqlSchema;
  /** Undefined where it is not known which variables there are. */
  readonly variables: ReadonlyMap<string, GraphqlNode> | undefined;
  readonly use: (variable: string) => void;
  readonly fail: (place: GraphqlNode, message: string) => never;
}

/** Checks a value, and all in it, against its type. */
export function checkValue(value: GraphqlNode, expected: Expected | undefined, context: ValueContext): void {
  const kind = kindOf(value);
  const definition = context.schema.types.get(typeName(expected?.type));
  if (kind === valueKinds.variable) {
    checkVariable(value, expected, context);
    return;
  }
  if (kind === valueKinds.object) checkFields(value, definition, context);
  if (kind === valueKinds.list) {
    const element = nodeOf(expected?.type, 'Elem');
    for (const child of nodesOf(value, 'Children')) {
      const held = nodeOf(child, 'Value');
      if (held !== undefined) checkValue(held, element && { type: element, hasDefault: false }, context);
    }
  }
  if (definition !== undefined && expected !== undefined) checkType(value, { expected, definition }, context);
}

function checkVariable(
  value: GraphqlNode,
  expected: Expected | undefined,
  { variables, use, fail }: ValueContext,
): void {
  const name = textOf(value, 'Raw');
  if (variables === undefined) return;
  const variable = variables.get(name);
  if (variable === undefined) return fail(value, `Variable "$${name}" is not defined.`);
  use(name);
  if (expected === undefined) return;
  const fallback = nodeOf(variable, 'DefaultValue');
  const hasDefault = expected.hasDefault || (fallback !== undefined && kindOf(fallback) !== valueKinds.null);
  const type = nodeOf(variable, 'Type');
  if (isCompatible(type, expected.type, hasDefault ? 'nullable' : undefined)) return;
  const wanted = `used in position expecting type "${typeText(expected.type)}"`;
  fail(value, `Variable "$${name}" of type "${typeText(type)}" ${wanted}.`);
}

function checkFields(value: GraphqlNode, definition: GraphqlNode | undefined, context: ValueContext): void {
  const seen = new Set<string>();
  for (const child of nodesOf(value, 'Children')) {
    const name = textOf(child, 'Name');
    if (seen.has(name)) context.fail(child, `There can be only one input field named "${name}".`);
    seen.add(name);
    const field = byName(nodesOf(definition, 'Fields'), name);
    const fallback = nodeOf(field, 'DefaultValue');
    const hasDefault = fallback !== undefined && kindOf(fallback) !== valueKinds.null;
    const held = nodeOf(child, 'Value');
    if (held !== undefined) checkValue(held, field && { type: nodeOf(field, 'Type'), hasDefault }, context);
  }
}

interface Wanted {
  readonly expected: Expected;
  readonly definition: GraphqlNode;
}

const standardScalars = ['Int', 'Float', 'String', 'Boolean', 'ID'];

/** The standard scalars that a literal of a kind may be. */
const scalarsByKind: ReadonlyMap<number, readonly string[]> = new Map([
  [valueKinds.int, ['Int', 'Float', 'ID']],
  [valueKinds.float, ['Float']],
  [valueKinds.string, ['String', 'ID']],
  [valueKinds.block, ['String', 'ID']],
  [valueKinds.boolean, ['Boolean']],
]);

function checkType(value: GraphqlNode, { expected, definition }: Wanted, { fail }: ValueContext): void {
  const { type } = expected;
  const kind = kindOf(value);
  const name = textOf(definition, 'Name');
  const mismatch = (): never => fail(value, `Expected value of type "${typeText(type)}", found ${valueText(value)}.`);
  if (kind === valueKinds.null) {
    if (isNonNull(type)) mismatch();
    return;
  }
  if (textOf(definition, 'Kind') === 'SCALAR' && !standardScalars.includes(name)) return;
  if (kind === valueKinds.list) {
    if (nodeOf(type, 'Elem') === undefined) mismatch();
  } else if (kind === valueKinds.enum) {
    if (byName(nodesOf(definition, 'EnumValues'), textOf(value, 'Raw')) === undefined) {
      fail(value, `Value "${textOf(value, 'Raw')}" does not exist in "${typeText(type)}" enum.`);
    }
  } else if (kind === valueKinds.object) checkObject(value, definition, fail);
  else if (!(scalarsByKind.get(kind) ?? []).includes(name) || isTooLong(value)) mismatch();
}

function isTooLong(value: GraphqlNode): boolean {
  if (kindOf(value) !== valueKinds.int || !/^-?\d{1,1000}$/.test(textOf(value, 'Raw'))) return false;
  const integer = BigInt(textOf(value, 'Raw'));
  return BigInt.asIntN(64, integer) !== integer;
}

function checkObject(value: GraphqlNode, definition: GraphqlNode, fail: ValueContext['fail']): void {
  const name = textOf(definition, 'Name');
  const fields = nodesOf(definition, 'Fields');
  const children = nodesOf(value, 'Children');
  const missing = fields.find((field) => isRequired(field) && byName(children, textOf(field, 'Name')) === undefined);
  if (missing !== undefined) {
    const wanted = `"${name}.${textOf(missing, 'Name')}" of required type "${typeText(nodeOf(missing, 'Type'))}"`;
    fail(value, `Field ${wanted} was not provided.`);
  }
  if (byName(nodesOf(definition, 'Directives'), 'oneOf') !== undefined) checkOneOf(value, name, fail);
  const unknown = children.find((child) => byName(fields, textOf(child, 'Name')) === undefined);
  if (unknown !== undefined) fail(unknown, `Field "${textOf(unknown, 'Name')}" is not defined by type "${name}".`);
}

function checkOneOf(value: GraphqlNode, name: string, fail: ValueContext['fail']): void {
  const [child, second] = nodesOf(value, 'Children');
  if (child === undefined || second !== undefined) {
    return fail(value, `OneOf Input Object "${name}" must specify exactly one key.`);
  }
  if (kindOf(nodeOf(child, 'Value')) === valueKinds.null) {
    fail(value, `Field "${name}.${textOf(child, 'Name')}" must be non-null.`);
  }
}

function valueText(value: GraphqlNode): string {
  const kind = kindOf(value);
  const children = nodesOf(value, 'Children');
  const inner = (child: GraphqlNode): string => valueText(nodeOf(child, 'Value') ?? {});
  switch (kind) {
    case valueKinds.variable:
      return `$${textOf(value, 'Raw')}`;
    case valueKinds.string:
    case valueKinds.block:
      return quote(textOf(value, 'Raw'));
    case valueKinds.list:
      return `[${children.map(inner).join(',')}]`;
    case valueKinds.object:
      return `{${children.map((child) => `${textOf(child, 'Name')}:${inner(child)}`).join(',')}}`;
    default:
      return textOf(value, 'Raw');
  }
}
