import type { JsonObject } from '@bulwark/text';
import { Random } from '../rego/generate/random.ts';
import { broken } from './generate/broken.ts';
import { expansionOf, madeExpansion, podExpansion, wrapOf } from './generate/expansions.ts';
import { mutatorOf } from './generate/mutators.ts';
import { worldObjects } from './generate/objects.ts';
import { constraintOf, templates } from './generate/policies.ts';
import { suiteWorld } from './generate/suite-files.ts';
import { suitePlan } from './generate/suites.ts';
import { gatorExpand, gatorTest, type Outcome } from './run-gator.ts';
import { ourExpand, ourTest } from './run-ours.ts';
import { suiteOutcomes } from './run-suites.ts';
import { verifyProblem } from './run-verify.ts';

export interface Comparison {
  readonly compared: number;
  /** How often each kind of case came to something, and how often it was refused by both. */
  readonly classes: Readonly<Record<string, number>>;
  readonly differences: readonly string[];
}

type Compare = (random: Random, gator: string) => { readonly class: string; readonly problem?: string | undefined };

/** The kinds of cases; a seed is of one of them. */
const kinds: Readonly<Record<string, Compare>> = {
  judge: (random, gator) => {
    const world = [
      ...templates(random),
      ...random.several(6, 14, (at) => constraintOf(random, at)),
      ...worldObjects(random, 'namespaced'),
    ];
    return compared(notOfPolicies(gatorTest(gator, world)), notOfPolicies(ourTest(world)));
  },
  mutate: (random, gator) => {
    const world = [
      podExpansion,
      madeExpansion,
      ...spaces(random),
      ...random.several(1, 4, (at) => mutatorOf(random, at)),
      ...wraps(random),
    ];
    return compared(gatorExpand(gator, world), ourExpand(world));
  },
  expand: (random, gator) => {
    const policies = [
      ...random.several(1, 3, (at) => expansionOf(random, at)),
      ...random.several(0, 1, (at) => mutatorOf(random, at)),
    ];
    const world = [...policies, ...spaces(random), ...wraps(random)];
    return compared(gatorExpand(gator, world), ourExpand(world));
  },
  refuse: (random, gator) => {
    const world = brokenWorld(random);
    return acceptance(gatorTest(gator, world), ourTest(world));
  },
  verify: (random, gator) => {
    const problem = verifyProblem(
      gator,
      random.several(2, 4, () => suitePlan(random)),
    );
    return { class: 'found', problem };
  },
  suite: (random, gator) => {
    const { theirs, ours } = suiteOutcomes(gator, suiteWorld(random));
    return compared(theirs, ours);
  },
};

/** Compares this engine with gator on the cases of the seeds from `first` on. */
export function compareSeeds(gator: string, first: number, count: number): Comparison {
  const classes: Record<string, number> = {};
  const differences: string[] = [];
  const names = Object.keys(kinds);
  for (let seed = first; seed < first + count; seed++) {
    const name = names[seed % names.length] ?? '';
    const result = kinds[name]?.(new Random(seed), gator);
    if (result === undefined) continue;
    const group = `${name}: ${result.class}`;
    classes[group] = (classes[group] ?? 0) + 1;
    if (result.problem !== undefined) differences.push(`seed ${seed} (${name}): ${result.problem}`);
  }
  return { compared: count, classes, differences };
}

function spaces(random: Random): JsonObject[] {
  return worldObjects(random, 'namespaced').filter(
    ({ kind, apiVersion }) => kind === 'Namespace' && apiVersion === 'v1',
  );
}

function wraps(random: Random): JsonObject[] {
  return random.several(1, 2, (at) => wrapOf(random, at));
}

/** Gator judges policies too, as objects of a namespace without a name. */
function notOfPolicies(outcome: Outcome): Outcome {
  if ('refused' in outcome) return outcome;
  return { found: outcome.found.filter((one) => !/^\["[^"]*","[^"]*\.gatekeeper\.sh\//.test(one)) };
}

function compared(theirs: Outcome, ours: Outcome): ReturnType<Compare> {
  if ('refused' in theirs || 'refused' in ours) return acceptance(theirs, ours);
  const missing = theirs.found.filter((one) => !ours.found.includes(one));
  const added = ours.found.filter((one) => !theirs.found.includes(one));
  const isSame = missing.length + added.length === 0 && theirs.found.length === ours.found.length;
  const problem = isSame ? undefined : `gator alone: ${missing[0] ?? ''}\nours alone: ${added[0] ?? ''}`;
  return { class: theirs.found.length === 0 ? 'nothing' : 'found', problem };
}

function acceptance(theirs: Outcome, ours: Outcome): ReturnType<Compare> {
  if ('refused' in theirs)
    return { class: 'refused', problem: 'refused' in ours ? undefined : `gator alone refuses: ${theirs.refused}` };
  const isStricter = 'refused' in ours && !stricter.test(ours.refused);
  return { class: 'taken', problem: isStricter ? `ours alone refuses: ${ours.refused}` : undefined };
}

/** What the API server refuses of a mutator and gator does not look at: see known-gaps.yaml. */
const stricter =
  /^(?:Assign|AssignMetadata|ModifySet|AssignImage) .*(?:it has no name|unknown version|found null|required field is missing|condition: expected|operation: expected|subPath {2}is no)/;

function brokenWorld(random: Random): JsonObject[] {
  const which = random.below(4);
  if (which === 0) return withKind([], broken(random, random.pick(templates(random))));
  if (which === 2) return withKind([], broken(random, mutatorOf(random, 0)));
  if (which === 3) return withKind([], broken(random, expansionOf(random, 0)));
  const constraint = constraintOf(random, 0);
  const own = templates(random).filter(({ metadata }) => metadata.name === String(constraint['kind']).toLowerCase());
  return withKind(own, broken(random, constraint));
}

/** What is no object at all is no policy; another one stands in its place. */
function withKind(others: readonly JsonObject[], { apiVersion, kind, ...rest }: JsonObject): JsonObject[] {
  const isObject = typeof apiVersion === 'string' && typeof kind === 'string' && apiVersion !== '' && kind !== '';
  return isObject ? [...others, { apiVersion, kind, ...rest }] : [...others, podExpansion];
}
