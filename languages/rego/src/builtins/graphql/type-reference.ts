import { type GraphqlNode, nodeOf, textOf } from './node.ts';

/** The name at the heart of a type: that of `[[Int!]]` is `Int`. */
export function typeName(type: GraphqlNode | undefined): string {
  const element = nodeOf(type, 'Elem');
  return element === undefined ? textOf(type, 'NamedType') : typeName(element);
}

export function isNonNull(type: GraphqlNode | undefined): boolean {
  return type?.['NonNull'] === true;
}

export function typeText(type: GraphqlNode | undefined): string {
  const element = nodeOf(type, 'Elem');
  const bang = isNonNull(type) ? '!' : '';
  return (element === undefined ? textOf(type, 'NamedType') : `[${typeText(element)}]`) + bang;
}

/** Whether a value of one type may stand where the other is expected. `isNullable`: the expected one, whatever it says. */
export function isCompatible(
  actual: GraphqlNode | undefined,
  expected: GraphqlNode | undefined,
  isNullable?: 'nullable',
): boolean {
  const [element, wanted] = [nodeOf(actual, 'Elem'), nodeOf(expected, 'Elem')];
  if (textOf(actual, 'NamedType') !== textOf(expected, 'NamedType')) return false;
  if (element !== undefined && (wanted === undefined || !isCompatible(element, wanted))) return false;
  return isNullable !== undefined || !isNonNull(expected) || isNonNull(actual);
}
