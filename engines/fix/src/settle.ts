import type { Judgement } from '@bulwark/checks';
import { type Resource, resourceKey } from '@bulwark/model';
import { arrange, type Current } from './arrange.ts';
import type { Candidate } from './candidates.ts';
import { edited } from './edited.ts';
import type { FixWorld, ProofStep, ProvenFix, Suggestion, Unfixed } from './fix.ts';
import { type FixState, keyOf, type Replacement } from './fix-state.ts';
import { fixesOf, fixOf, type Step } from './make-fix.ts';
import { pointerBefore } from './map-pointer.ts';
import { isProved, prover } from './prove.ts';
import { repairOf } from './repair-of.ts';

/** What goes on while fixes are tried, and what came of it. */
export interface Settling {
  readonly world: FixWorld;
  readonly state: FixState;
  /** Keys of findings that were closed so far. */
  readonly closed: Set<string>;
  /** The finding as it was before any fix; none for those that a fix brought. */
  readonly originalOf: (judgement: Judgement) => Judgement | undefined;
  readonly fixes: ProvenFix[];
  /** Findings that went with several edits, so that none of them can be named for it. */
  readonly alsoClosed: Judgement[];
  readonly suggestions: Suggestion[];
  readonly unfixed: Unfixed[];
}

/**
 * Tries the edits of all candidates at once and keeps them where every finding goes and nothing new comes; else tries
 * parts, down to single ones. So sound fixes cost one judgement of what they touch, and only doubtful ones more.
 */
export function settle(candidates: readonly Candidate[], settling: Settling): void {
  const { together, later } = arrange(candidates.flatMap((candidate) => refreshed(candidate, settling)));
  if (together.length === 0) return;
  const doubtful = tryAll(together, settling);
  if (doubtful) for (const part of split(together, doubtful)) settle(part, settling);
  settle(
    later.map(({ asked }) => asked),
    settling,
  );
}

/** Tries the edits of all candidates at once or not at all. */
export function settleOnce(candidates: readonly Candidate[], settling: Settling): void {
  const { together } = arrange(candidates.flatMap((candidate) => refreshed(candidate, settling)));
  if (together.length > 0) tryAll(together, settling);
}

/** The finding where it stands by now, with its edits; nothing where an earlier fix closed it. */
function refreshed(asked: Candidate, { state, world, unfixed }: Settling): Current[] {
  const { judgement } = asked;
  const resource = state.resource(judgement.resource);
  if (resource === undefined || resource === judgement.resource) {
    return [{ asked, now: judgement, edits: asked.repair.edits }];
  }
  const pointer = pointerBefore(judgement.resource.object, resource.object);
  const now = state
    .judgementsOf(resource)
    .find(({ check, problem }) => check === judgement.check && pointer(problem.pointer) === judgement.problem.pointer);
  if (now === undefined) return [];
  const repair = repairOf(now, world);
  if (typeof repair !== 'string') return [{ asked, now, edits: repair.edits }];
  unfixed.push({ judgement: asked.original, reason: repair });
  return [];
}

/** Keeps the edits where they prove themselves; else takes them back and gives those that may be the reason. */
function tryAll(current: readonly Current[], settling: Settling): ReadonlySet<Current> | undefined {
  const { state, world, closed, fixes } = settling;
  const { steps, replacements } = stepsOf(current);
  const effect = state.replace(replacements);
  const prove = prover({ replacements, effect, closed }, world);
  const proofs = current.map(({ now }) => prove(now));
  if (proofs.every(isProved)) {
    for (const judgement of effect.gone) closed.add(keyOf(judgement));
    for (const fix of fixesOf(steps, proofs, { ...settling, gone: effect.gone })) fixes.push(fix);
    return undefined;
  }
  state.replace(replacements.map(({ before, after }) => ({ before: after, after: before })));
  const [only] = steps;
  const [proof] = proofs;
  if (only === undefined || proof === undefined || current.length > 1) return failing(current, proofs);
  const gap = proof.find(({ result }) => result !== 'ok');
  if (only.before === only.after)
    settling.unfixed.push({ judgement: only.asked.original, reason: 'its edit changes nothing' });
  else settling.suggestions.push({ ...fixOf(only, proof, { closes: [], world }), reason: gap?.detail ?? '' });
  return undefined;
}

function stepsOf(current: readonly Current[]): { steps: Step[]; replacements: Replacement[] } {
  const first = new Map<string, Resource>();
  const last = new Map<string, Resource>();
  const steps = current.map(({ asked, now, edits }) => {
    const key = resourceKey(now.resource);
    const before = last.get(key) ?? now.resource;
    if (!first.has(key)) first.set(key, before);
    const after = edited(before, edits);
    last.set(key, after);
    return { asked, edits, before, after };
  });
  const replacements = [...first].flatMap(([key, before]) => {
    const after = last.get(key);
    return after && after !== before ? [{ before, after }] : [];
  });
  return { steps, replacements };
}

/** Candidates that did not do what they should. */
function failing(current: readonly Current[], proofs: readonly (readonly ProofStep[])[]): ReadonlySet<Current> {
  const failed = (index: number): boolean =>
    proofs[index]?.some(({ step, result }) => step !== 'nothing-new' && result !== 'ok') ?? false;
  return new Set(current.filter((_, index) => failed(index)));
}

/** The sound ones apart from those that failed; else halves by kind of edit, since alike edits do alike; else halves. */
function split(current: readonly Current[], failed: ReadonlySet<Current>): (readonly Candidate[])[] {
  const asked = (part: readonly Current[]): readonly Candidate[] => part.map((one) => one.asked);
  if (failed.size > 0 && failed.size < current.length) {
    return [asked(current.filter((one) => !failed.has(one))), asked([...failed])];
  }
  const kinds = [...new Set(current.map(kindOf))];
  const half = Math.ceil((kinds.length > 1 ? kinds.length : current.length) / 2);
  const first = new Set(
    kinds.length > 1 ? current.filter((one) => kinds.indexOf(kindOf(one)) < half) : current.slice(0, half),
  );
  return [asked([...first]), asked(current.filter((one) => !first.has(one)))];
}

function kindOf({ now, edits }: Current): string {
  return `${now.check.id} ${edits.map(({ op, pointer }) => op + pointer.slice(pointer.lastIndexOf('/'))).join()}`;
}
