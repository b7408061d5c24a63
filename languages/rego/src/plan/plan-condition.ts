import type { Step } from './plan.ts';
import type { BlockPlanner } from './plan-block.ts';
import type { Filter, Gate } from './statement.ts';

/** The step of what the rule index asks for. */
export function conditionStep(one: Filter | Gate, planner: BlockPlanner): Step {
  const place = planner.scope.place(one.span);
  if (one.type === 'filter') return { op: 'filter', value: planner.value(one.term), test: one.test, place };
  return { op: one.op, blocks: one.blocks.map((block) => planner.nestedBlock(block)), place };
}
