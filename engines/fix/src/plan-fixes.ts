import type { Judgement } from '@bulwark/checks';
import { resourceKey, type Snapshot } from '@bulwark/model';
import { type Candidate, candidatesOf } from './candidates.ts';
import type { FixWorld, ProvenFix, Suggestion, Unfixed } from './fix.ts';
import { FixState, keyOf } from './fix-state.ts';
import { pointerBefore } from './map-pointer.ts';
import { orderFixes } from './order-fixes.ts';
import { type Settling, settle, settleOnce } from './settle.ts';
import { type FixedFile, writeFixes } from './write-fixes.ts';

/** What can be done about a list of findings. */
export interface FixPlan {
  /** In the order in which they are to be made: severity, cost, size, id. Their patches build on one another. */
  readonly fixes: readonly ProvenFix[];
  /** Findings that went with the fixes, but not by one of them that could be named. */
  readonly alsoClosed: readonly Judgement[];
  readonly suggestions: readonly Suggestion[];
  readonly unfixed: readonly Unfixed[];
  /** The texts with all fixes made. */
  readonly files: readonly FixedFile[];
}

/**
 * Fixes for findings, each proved on top of those before it; findings that become fixable by other fixes, or appear
 * with them, are taken on as well, so that a second plan is empty. The world's judge is left with all fixes made.
 */
export function planFixes(judgements: readonly Judgement[], world: FixWorld): FixPlan {
  const planner = new Planner(judgements, world);
  for (;;) {
    const plan = planner.plan();
    const { files, refused } = writeFixes(plan.fixes);
    if (refused.length === 0) return { ...plan, files };
    // Proofs that stood on a fix which its text does not take are made again without it.
    planner.restart(plan.fixes);
    for (const { fix, reason } of refused) planner.refuse(fix.judgement, `its text is not edited: ${reason}`);
  }
}

/** The fix or suggestion for one finding, or the reason why there is none. The world's judge is left as it was. */
export function proposeFix(judgement: Judgement, world: FixWorld): ProvenFix | Suggestion | Unfixed {
  const alone = { ...world, isWanted: () => false };
  const planner = new Planner([judgement], alone);
  const { fixes, suggestions, unfixed } = planner.plan();
  planner.restart(fixes);
  const [refused] = writeFixes(fixes).refused;
  if (refused) return { judgement, reason: `its text is not edited: ${refused.reason}` };
  return fixes[0] ?? suggestions[0] ?? unfixed[0] ?? { judgement, reason: 'it is closed already' };
}

function isSuggestion(one: Suggestion | Unfixed | undefined): one is Suggestion {
  return one !== undefined && 'fix' in one;
}

const mostRounds = 8;

/** Rounds of trying; after each, findings that a fix made fixable or brought are open too. */
class Planner {
  readonly #given: readonly Judgement[];
  readonly #world: FixWorld;
  readonly #state: FixState;
  readonly #start: Snapshot;
  readonly #givenKeys: ReadonlySet<string>;
  readonly #known: ReadonlyMap<string, Judgement>;
  readonly #isWanted: (judgement: Judgement) => boolean;
  readonly #shared: Pick<Settling, 'world' | 'state' | 'originalOf'>;
  readonly #refused: Map<string, Unfixed> = new Map();

  constructor(given: readonly Judgement[], world: FixWorld) {
    this.#given = given;
    this.#world = world;
    this.#state = new FixState(world.judge);
    this.#start = world.judge.snapshot;
    this.#givenKeys = new Set(given.map((judgement) => keyOf(judgement)));
    this.#known = new Map(this.#state.judgements().map((judgement) => [keyOf(judgement), judgement]));
    const checks = new Set(given.map(({ check }) => check));
    this.#isWanted = world.isWanted ?? (({ check }) => checks.has(check));
    const originalOf = (judgement: Judgement): Judgement | undefined => this.#known.get(this.#keyAtStart(judgement));
    this.#shared = { world, state: this.#state, originalOf };
  }

  plan(): Omit<FixPlan, 'files'> {
    const fixes: ProvenFix[] = [];
    const alsoClosed: Judgement[] = [];
    const left = new Map<string, Suggestion | Unfixed>();
    const tried = new Set<Judgement>();
    const closed = new Set<string>();
    let open = this.#given.filter((judgement) => !this.#refused.has(this.#keyAtStart(judgement)));
    for (let round = 0; round < mostRounds && open.length > 0; round++) {
      const settling: Settling = { ...this.#shared, closed, fixes: [], alsoClosed, suggestions: [], unfixed: [] };
      const order = this.#try(open, settling, left);
      if (settling.fixes.length === 0) break;
      for (const fix of orderFixes(settling.fixes, order)) fixes.push(fix);
      for (const judgement of open) tried.add(judgement);
      open = this.#state.judgements().filter((judgement) => !tried.has(judgement) && this.#isOpen(judgement));
    }
    const results = [...this.#refused.values(), ...left.values()];
    return {
      fixes,
      alsoClosed,
      suggestions: results.filter(isSuggestion),
      unfixed: results.filter((one) => !isSuggestion(one)),
    };
  }

  /** Tries what is open and keeps in `left` what stays so; gives the order in which it was tried. */
  #try(open: readonly Judgement[], settling: Settling, left: Map<string, Suggestion | Unfixed>): readonly Judgement[] {
    const { candidates, unfixed } = candidatesOf(open, this.#world, settling.originalOf);
    // What failed its proof in an earlier round gets one more chance, now that other things are mended.
    const wasTried = ({ judgement }: Candidate): boolean => isSuggestion(left.get(this.#keyAtStart(judgement)));
    const again = candidates.filter(wasTried);
    for (const judgement of open) {
      const key = this.#keyAtStart(judgement);
      if (!isSuggestion(left.get(key))) left.delete(key);
    }
    const fresh = candidates.filter((candidate) => !again.includes(candidate));
    // The gravest first: they often take lesser findings along, which then need no edit of their own.
    for (const group of Map.groupBy(fresh, ({ judgement }) => judgement.check.severity).values())
      settle(group, settling);
    settleOnce(again, settling);
    for (const { judgement } of settling.fixes) left.delete(this.#keyAtStart(judgement));
    for (const one of [...unfixed, ...settling.unfixed, ...settling.suggestions]) {
      left.set(this.#keyAtStart(one.judgement), one);
    }
    return candidates.map(({ original }) => original);
  }

  /** Leaves a finding alone from now on. */
  refuse(judgement: Judgement, reason: string): void {
    this.#refused.set(this.#keyAtStart(judgement), { judgement, reason });
  }

  /** Takes fixes back. */
  restart(fixes: readonly ProvenFix[]): void {
    const replacements = [...Map.groupBy(fixes, ({ before }) => resourceKey(before)).values()].flatMap(([fix]) => {
      const now = fix && this.#state.resource(fix.before);
      const first = fix && this.#start.get(fix.before.kind, fix.before.namespace, fix.before.name);
      return now && first && now !== first ? [{ before: now, after: first }] : [];
    });
    this.#state.replace(replacements);
  }

  /** A finding that was asked for, or that only a fix brought. */
  #isOpen(judgement: Judgement): boolean {
    const key = this.#keyAtStart(judgement);
    if (this.#refused.has(key)) return false;
    return this.#known.has(key) ? this.#givenKeys.has(key) : this.#isWanted(judgement);
  }

  #keyAtStart(judgement: Judgement): string {
    const { resource, problem } = judgement;
    const first = this.#start.get(resource.kind, resource.namespace, resource.name);
    if (first === undefined || first === resource) return keyOf(judgement);
    return keyOf(judgement, pointerBefore(first.object, resource.object)(problem.pointer));
  }
}
