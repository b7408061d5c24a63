import type { Judgement } from '@bulwark/checks';
import { type Resource, refText, resourceKey, severities } from '@bulwark/model';
import { type SchemaProblem, schemaProblemText, validate } from '@bulwark/schema';
import { canonicalJson } from '@bulwark/text';
import type { FixWorld, ProofStep } from './fix.ts';
import { type Effect, keyOf, type Replacement } from './fix-state.ts';

/** Edits that were tried together, with what they did. */
export interface Trial {
  readonly replacements: readonly Replacement[];
  readonly effect: Effect;
  /** Keys of findings that earlier fixes closed: those must not come back, whatever their severity. */
  readonly closed: ReadonlySet<string>;
}

type Outcome = Pick<ProofStep, 'result' | 'detail'>;

/** What a trial proves for each of its findings: the three steps, of which all must be ok for a fix. */
export function prover(trial: Trial, world: FixWorld): (target: Judgement) => readonly ProofStep[] {
  const { replacements, effect } = trial;
  const gone = new Set(effect.gone.map((judgement) => keyOf(judgement)));
  const nothingNew = nothingNewOutcome(trial);
  const rest = world.digest(canonicalJson([...effect.remaining].sort()));
  const objects = new Map(
    replacements.map(({ before, after }) => {
      const digest = world.digest(canonicalJson(after.object));
      return [resourceKey(after), { digest, schema: schemaOutcome(before, after, world) }];
    }),
  );
  return (target) => {
    const object = objects.get(resourceKey(target.resource));
    const schema = object?.schema ?? { result: 'not-run', detail: 'its edit changes nothing' };
    const digest = object?.digest ?? '';
    const inputs = (...parts: readonly string[]): string => `sha256:${world.digest(canonicalJson([digest, ...parts]))}`;
    const { id, version } = target.check;
    return [
      { step: 'schema', ...schema, inputs: inputs(world.schemas.kubernetes) },
      { step: 'cleared', ...clearedOutcome(target, gone), inputs: inputs(id, String(version)) },
      { step: 'nothing-new', ...nothingNew, inputs: inputs(rest) },
    ];
  };
}

export function isProved(proof: readonly ProofStep[]): boolean {
  return proof.every(({ result }) => result === 'ok');
}

function schemaOutcome(before: Resource, after: Resource, { schemas }: FixWorld): Outcome {
  const { apiVersion, kind } = after.ref;
  const now = validate(after.object, schemas);
  if (!now.known) return { result: 'not-run', detail: `no schema of ${apiVersion} ${kind} is known` };
  const old = new Set(validate(before.object, schemas).problems.map(withoutIndices));
  const added = now.problems.find((problem) => !old.has(withoutIndices(problem)));
  if (added) return { result: 'failed', detail: `the object would no longer be valid: ${schemaProblemText(added)}` };
  const detail = `valid by the schema of ${apiVersion} ${kind} in Kubernetes ${schemas.kubernetes}`;
  if (now.problems.length === 0) return { result: 'ok', detail };
  const known = `${now.problems.length} problem${now.problems.length === 1 ? '' : 's'} that it had before`;
  return { result: 'ok', detail: `${detail}, but for ${known}` };
}

/** Elements of a list move up when one goes; a problem in them is still the same. */
function withoutIndices(problem: SchemaProblem): string {
  return schemaProblemText({ ...problem, pointer: problem.pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*') });
}

function clearedOutcome(target: Judgement, gone: ReadonlySet<string>): Outcome {
  const { check, problem } = target;
  if (gone.has(keyOf(target))) {
    return { result: 'ok', detail: `${check.id} no longer finds it, so a second run changes nothing` };
  }
  return { result: 'failed', detail: `${check.id} still finds it at ${problem.pointer || 'the object'}` };
}

/** Severities that no fix may bring. */
const grave: ReadonlySet<string> = new Set(severities.slice(0, severities.indexOf('medium') + 1));

function nothingNewOutcome({ effect, closed, replacements }: Trial): Outcome {
  const own = replacements.length === 1 ? replacements[0]?.before : undefined;
  const [failure] = effect.failures;
  if (failure)
    return { result: 'failed', detail: `${failure.check.id} could not judge ${refText(failure.resource.ref)}` };
  const reopened = effect.come.find((judgement) => closed.has(keyOf(judgement)));
  if (reopened) return { result: 'failed', detail: `it would undo the fix of ${findingText(reopened, own)}` };
  const added = effect.come.find(({ check }) => grave.has(check.severity));
  if (added) return { result: 'failed', detail: `it would bring ${findingText(added, own)}` };
  const lesser = effect.come[0];
  if (lesser === undefined) return { result: 'ok', detail: 'no other finding appears' };
  return { result: 'ok', detail: `no finding at or above medium appears; ${findingText(lesser, own)} does` };
}

function findingText({ check, resource, problem }: Judgement, own: Resource | undefined): string {
  const elsewhere = own && resourceKey(resource) === resourceKey(own) ? '' : ` of ${refText(resource.ref)}`;
  return `${check.id} (${check.severity}) at ${problem.pointer || 'the object'}${elsewhere}`;
}
