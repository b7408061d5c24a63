import { equal } from '../../values/equal.ts';
import { byName } from './check-schema.ts';
import { type GraphqlNode, kindOf, nodeOf, nodesOf, textOf } from './node.ts';
import type { GraphqlSchema } from './schema.ts';
import { isNonNull, typeName } from './type-reference.ts';

export interface MergeContext {
  readonly schema: GraphqlSchema;
  readonly fragments: readonly GraphqlNode[];
}

export interface Clash {
  readonly place: GraphqlNode;
  readonly message: string;
}

interface FieldInScope {
  readonly parent: GraphqlNode | undefined;
  readonly field: GraphqlNode;
  readonly definition: GraphqlNode | undefined;
}

/** Two fields under one name that cannot be one (the specification's chapter 5.3.2); undefined where there are none. */
export function checkMerging(
  context: MergeContext,
  type: GraphqlNode | undefined,
  selections: readonly GraphqlNode[],
): Clash | undefined {
  return clashAmong(context, collect(context, type, selections), 0);
}

/** Beyond this, fields are compared no more: nobody nests so deep. */
const deepest = 50;

function clashAmong(context: MergeContext, fields: readonly FieldInScope[], depth: number): Clash | undefined {
  if (depth > deepest) return undefined;
  for (const [name, group] of Map.groupBy(fields, ({ field }) => textOf(field, 'Alias'))) {
    const [first, ...others] = group;
    if (first === undefined) continue;
    for (const other of others) {
      const reason = conflict(first, other);
      if (reason !== undefined) {
        const advice = 'Use different aliases on the fields to fetch both if this was intentional.';
        return { place: first.field, message: `Fields "${name}" conflict because ${reason}. ${advice}` };
      }
    }
    const deeper = group.flatMap(({ field, definition }) => {
      const next = context.schema.types.get(typeName(nodeOf(definition, 'Type')));
      return collect(context, next, nodesOf(field, 'SelectionSet'));
    });
    const clash = deeper.length === 0 ? undefined : clashAmong(context, deeper, depth + 1);
    if (clash !== undefined) return clash;
  }
  return undefined;
}

function collect(
  context: MergeContext,
  type: GraphqlNode | undefined,
  selections: readonly GraphqlNode[],
  seen: Set<string> = new Set(),
): readonly FieldInScope[] {
  return selections.flatMap((selection) => {
    if ('Alias' in selection) {
      const definition = byName(nodesOf(type, 'Fields'), textOf(selection, 'Name'));
      return [{ parent: type, field: selection, definition }];
    }
    const name = textOf(selection, 'Name');
    const fragment = 'TypeCondition' in selection ? selection : byName(context.fragments, name);
    if (fragment === undefined || (fragment !== selection && seen.has(name))) return [];
    if (fragment !== selection) seen.add(name);
    const condition = textOf(fragment, 'TypeCondition');
    const next = condition === '' ? type : context.schema.types.get(condition);
    return collect(context, next, nodesOf(fragment, 'SelectionSet'), seen);
  });
}

function conflict(left: FieldInScope, right: FieldInScope): string | undefined {
  const [a, b] = [textOf(left.field, 'Name'), textOf(right.field, 'Name')];
  // Fields of two object types are never asked for of the same value.
  const isApart =
    textOf(left.parent, 'Kind') === 'OBJECT' &&
    textOf(right.parent, 'Kind') === 'OBJECT' &&
    textOf(left.parent, 'Name') !== textOf(right.parent, 'Name');
  if (!isApart) {
    if (a !== b) return `"${a}" and "${b}" are different fields`;
    if (!sameArguments(left.field, right.field)) return 'they have differing arguments';
  }
  const types = [nodeOf(left.definition, 'Type'), nodeOf(right.definition, 'Type')] as const;
  return types[0] && types[1] && shapesDiffer(types[0], types[1]) ? 'they return conflicting types' : undefined;
}

function sameArguments(left: GraphqlNode, right: GraphqlNode): boolean {
  const [ours, theirs] = [nodesOf(left, 'Arguments'), nodesOf(right, 'Arguments')];
  return (
    ours.length === theirs.length &&
    ours.every((argument) => {
      const other = byName(theirs, textOf(argument, 'Name'));
      return other !== undefined && sameValue(nodeOf(argument, 'Value'), nodeOf(other, 'Value'));
    })
  );
}

function sameValue(left: GraphqlNode | undefined, right: GraphqlNode | undefined): boolean {
  if (kindOf(left) !== kindOf(right) || textOf(left, 'Raw') !== textOf(right, 'Raw')) return false;
  return equal(nodesOf(left, 'Children'), nodesOf(right, 'Children'));
}

function shapesDiffer(left: GraphqlNode, right: GraphqlNode): boolean {
  if (isNonNull(left) !== isNonNull(right)) return true;
  const [a, b] = [nodeOf(left, 'Elem'), nodeOf(right, 'Elem')];
  if (a !== undefined || b !== undefined) return a === undefined || b === undefined || shapesDiffer(a, b);
  return isLeaf(textOf(left, 'NamedType')) && textOf(left, 'NamedType') !== textOf(right, 'NamedType');
}

const leaves: ReadonlySet<string> = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);

function isLeaf(name: string): boolean {
  return leaves.has(name);
}
