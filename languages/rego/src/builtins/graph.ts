import { entriesInOrder, get } from '../values/object.ts';
import { addMember, hasMember, membersInOrder, setOf } from '../values/set.ts';
import { isArray, isObject, isSet, type RegoArray, type RegoObject, RegoSet, type RegoValue } from '../values/value.ts';
import type { Builtin, BuiltinContext } from './builtin.ts';
import { type Args, elementsAt, objectAt, operand } from './operands.ts';

export const graphBuiltins: readonly Builtin[] = [
  { name: 'graph.reachable', evaluate: reachable },
  { name: 'graph.reachable_paths', evaluate: reachablePaths },
  { name: 'walk', relation: true, evaluate: (args, context) => walk([], operand(args, 0), context) },
];

function neighbours(graph: RegoObject, node: RegoValue): RegoArray | undefined {
  const edges = get(graph, node);
  if (edges === undefined) return undefined;
  return isArray(edges) ? edges : isSet(edges) ? membersInOrder(edges) : [];
}

function startsAt(args: Args): RegoArray {
  return elementsAt(args, 1, '{array, set}');
}

/** The nodes of the graph that lie on some way from the given ones. */
function reachable(args: Args, context: BuiltinContext): RegoSet {
  const graph = objectAt(args, 0);
  const reached = new RegoSet();
  const queue = [...startsAt(args)];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const next = hasMember(reached, node) ? undefined : neighbours(graph, node);
    if (next === undefined) continue;
    addMember(reached, node);
    queue.push(...next);
    context.count(next.length + 1, 1);
  }
  return reached;
}

/** Every way from the given nodes, up to where it ends or would meet itself. */
function reachablePaths(args: Args, context: BuiltinContext): RegoSet {
  const graph = objectAt(args, 0);
  const paths = new RegoSet();
  for (const start of startsAt(args)) {
    const next = neighbours(graph, start);
    if (next?.length === 0) addMember(paths, [start]);
    for (const node of next ?? []) extend({ graph, paths, context }, [start], node);
  }
  return paths;
}

interface Search {
  readonly graph: RegoObject;
  readonly paths: RegoSet;
  readonly context: BuiltinContext;
}

function extend(search: Search, path: RegoArray, node: RegoValue): void {
  search.context.count(1, path.length);
  const next = neighbours(search.graph, node);
  if (next === undefined) {
    addMember(search.paths, path);
    return;
  }
  const longer = [...path, node];
  const passed = setOf(longer);
  if (next.length === 0) addMember(search.paths, longer);
  for (const neighbour of next) {
    if (hasMember(passed, neighbour)) addMember(search.paths, longer);
    else extend(search, longer, neighbour);
  }
}

/** The value and all that it holds, each with the keys that lead to it. */
function* walk(path: RegoArray, value: RegoValue, context: BuiltinContext): Generator<RegoValue> {
  context.count(1, path.length);
  yield [path, value];
  if (isArray(value)) {
    for (const [index, item] of value.entries()) yield* walk([...path, index], item, context);
  } else if (isSet(value)) {
    for (const item of membersInOrder(value)) yield* walk([...path, item], item, context);
  } else if (isObject(value)) {
    for (const [key, item] of entriesInOrder(value)) yield* walk([...path, key], item, context);
  }
}
