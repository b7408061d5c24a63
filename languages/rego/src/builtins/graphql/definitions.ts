import type { Expected } from './check-value.ts';
import { type GraphqlNode, kindOf, nodeOf, nodesOf, textOf, valueKinds } from './node.ts';

/** The definition of `__typename`, which every composite type has. */
export const typeNameField: GraphqlNode = { Name: '__typename', Type: { NamedType: 'String', NonNull: false } };

/** What the value of an argument, a variable or an input field has to be. */
export function expectedOf(definition: GraphqlNode | undefined): Expected | undefined {
  const value = nodeOf(definition, 'DefaultValue');
  const hasDefault = value !== undefined && kindOf(value) !== valueKinds.null;
  return definition && { type: nodeOf(definition, 'Type'), hasDefault };
}

/** The names of the fragments that are spread somewhere in it. */
export function spreadsIn(parent: GraphqlNode): readonly string[] {
  return nodesOf(parent, 'SelectionSet').flatMap((selection) =>
    'Alias' in selection || 'TypeCondition' in selection ? spreadsIn(selection) : [textOf(selection, 'Name')],
  );
}
