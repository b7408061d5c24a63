import type { Edit, Judgement } from '@bulwark/checks';
import { controllerOf } from '@bulwark/model';
import type { Disruption, FixWorld } from './fix.ts';
import { renderedReason } from './template-source.ts';

export interface EditRepair {
  readonly summary: string;
  readonly disruption: Disruption;
  readonly edits: readonly Edit[];
}

/** The edits that a finding's check has for it, or why there are none for this very object. */
export function repairOf(judgement: Judgement, world: Pick<FixWorld, 'valuesOf'>): EditRepair | string {
  const { check, resource, problem } = judgement;
  const { repair } = check;
  if (repair.kind === 'none') return repair.reason;
  const owner = controllerOf(resource);
  if (owner) return `${owner.kind} ${owner.name} makes it and would make it again: change that`;
  const edits = repair.edits(problem, resource);
  if (typeof edits === 'string') return edits;
  if (edits.length === 0) return 'the check has no edit for it';
  const rendered = renderedReason(judgement, values(judgement, world));
  return rendered ?? { summary: repair.summary, disruption: repair.disruption, edits };
}

function values(
  { resource }: Judgement,
  { valuesOf }: Pick<FixWorld, 'valuesOf'>,
): ReturnType<NonNullable<typeof valuesOf>> {
  const source = resource.place?.source;
  return source?.renderedBy === 'helm' ? (valuesOf?.(source) ?? []) : [];
}
