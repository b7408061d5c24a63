import { type Check, checks, Judge, type Judgement } from '@bulwark/checks';
import { Snapshot } from '@bulwark/model';
import { type Meaning, meaningOf } from '@bulwark/store';
import { snapshotOf } from '@bulwark/testkit';
import { nameOf, type PostureCase } from './posture-case.ts';

const byId: ReadonlyMap<string, Check> = new Map(checks.map((check) => [check.id, check]));
const newestMinor = 37;

export type Comparison =
  | { readonly kind: 'agree' }
  | { readonly kind: 'disagree'; readonly detail: string }
  /** No check of ours means the same. */
  | { readonly kind: 'no-counterpart' };

/** Whether our checks of the same meaning fail the same objects. */
export function compare(given: PostureCase): Comparison {
  const meaning = meaningOf(given.tool, given.check);
  if (meaning === undefined) return { kind: 'no-counterpart' };
  const found = meaning.checks.flatMap((id) => judge(given, id)).filter((one) => isTheirs(one, meaning));
  const also = (meaning.also ?? []).flatMap((id) => judge(given, id));
  if (agrees(given, meaning, { found: namesOf(found), also: namesOf(also) })) return { kind: 'agree' };
  const ours = found.map(({ check, resource, problem }) => `${nameOf(resource)} (${check.id} ${problem.pointer})`);
  return { kind: 'disagree', detail: `expected ${expectedText(given)}; ours: ${ours.join(', ') || 'nothing'}` };
}

interface Names {
  readonly found: ReadonlySet<string>;
  /** What further checks say can only explain what was expected. */
  readonly also: ReadonlySet<string>;
}

function agrees({ expected }: PostureCase, meaning: Meaning, { found, also }: Names): boolean {
  const any = found.size + also.size > 0;
  if (expected === 'nothing') return found.size === 0;
  if (expected === 'something') return any;
  if (typeof expected === 'number') return found.size === expected;
  // Where ours name another object, all that can be compared is whether there is one to name.
  if (meaning.elsewhere !== undefined) return expected.length > 0 ? any : found.size === 0;
  const all = found.union(also);
  const explained = expected.every((places) => !places.isDisjointFrom(all));
  return explained && [...found].every((name) => expected.some((places) => places.has(name)));
}

function namesOf(judgements: readonly Judgement[]): ReadonlySet<string> {
  return new Set(judgements.map(({ resource }) => nameOf(resource)));
}

function expectedText({ expected }: PostureCase): string {
  if (typeof expected !== 'object') return String(expected);
  return expected.map((places) => [...places].join(' or ')).join(', ') || 'nothing';
}

function judge({ tool, name, resources, live, parameters }: PostureCase, id: string): readonly Judgement[] {
  const check = byId.get(id);
  if (check === undefined) throw new Error(`the table names ${id} for ${tool}, and there is no such check`);
  // The objects of a case are all there are, so a check that needs to know a whole cluster does.
  const kind = live || check.scope === 'cluster' ? 'cluster' : 'files';
  const judged = new Judge(Snapshot.of(resources, snapshotOf([], { kind }).info), {
    checks: [check],
    kubeMinor: newestMinor,
    at: Date.parse('2026-01-01T00:00:00Z'),
    ...(parameters ? { parameters } : {}),
  });
  for (const { error } of judged.failures()) throw new Error(`${tool} ${name}: ${id} crashed`, { cause: error });
  return [...judged.judgements()];
}

function isTheirs({ resource, problem }: Judgement, { kinds, only }: Meaning): boolean {
  if (kinds && !kinds.includes(resource.ref.kind)) return false;
  return (
    only === undefined || only.some((part) => problem.pointer.includes(part) || String(problem.value).includes(part))
  );
}
