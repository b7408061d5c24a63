import { isList, isObject } from '@bulwark/text';
import type { Change, Work } from './change.ts';
import { editBlockList, editBlockMap } from './edit-block.ts';
import { editFlowList, editFlowMap } from './edit-flow.ts';
import { equalValues } from './equal-values.ts';
import { keepsEntries } from './key-changes.ts';
import { replaceAlias, replaceNode } from './replace-node.ts';

/** Gathers the splices that turn the text of a value into the text of another; throws a Refusal where none would. */
export function editNode(change: Change, work: Work): void {
  const { node, old, next } = change;
  if (equalValues(old, next)) return;
  if (node.anchor !== undefined) work.anchored.set(node.anchor, next);
  if (node.kind === 'alias') {
    // The alias follows its anchor, which got the same new value.
    if (!equalValues(work.anchored.get(node.name), next)) replaceAlias(change, work);
    return;
  }
  const children = editInside(change, work);
  if (children === undefined) replaceNode(change, work);
  else for (const child of children) editNode(child, work);
}

/** The changes inside a collection of which something stays; undefined where it is to be written anew. */
function editInside(change: Change, work: Work): readonly Change[] | undefined {
  const { node, old, next } = change;
  if (node.kind === 'map' && isObject(old) && isObject(next) && keepsEntries(node, next)) {
    return node.style === 'block' ? editBlockMap(change, node, work) : editFlowMap(change, node, work);
  }
  if (node.kind === 'list' && isList(old) && isList(next) && old.length > 0 && next.length > 0) {
    return node.style === 'block' ? editBlockList(change, node, work) : editFlowList(change, node, work);
  }
  return undefined;
}
