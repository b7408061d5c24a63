import { items, type PodTemplate, record } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import type { WorkloadCheck } from './define-check.ts';

interface Holder {
  readonly check: WorkloadCheck;
}

interface Answer<T> {
  readonly checks: readonly T[];
  /** Those that ask for words beside. */
  readonly byWords: readonly T[];
}

/** What is known after some fields of a pod: the fields that may come next, and the answer if none does. */
interface Step<T> {
  readonly next: Map<string, Step<T>>;
  answer: Answer<T> | undefined;
}

const mostSteps = 20_000;

/**
 * Tells which checks can find anything in a pod, by the fields that stand in it. Pods of one cluster have few
 * different sets of fields, so walking along them mostly ends at an answer that is known already.
 */
export class ApplicableChecks<T extends Holder> {
  readonly #all: readonly T[];
  #first: Step<T> = { next: new Map(), answer: undefined };
  #steps = 0;

  constructor(all: readonly T[]) {
    this.#all = all;
  }

  of(pod: PodTemplate): readonly T[] {
    const step = this.#walk(pod);
    step.answer ??= this.#answer(pod);
    const { checks, byWords } = step.answer;
    if (byWords.length === 0) return checks;
    const mentioned = mentionedIn(pod, byWords);
    return mentioned.length === 0 ? checks : [...checks, ...mentioned];
  }

  #walk({ spec, containers, annotations }: PodTemplate): Step<T> {
    if (this.#steps > mostSteps) this.#forget();
    let step = this.#first;
    for (const field in spec) step = this.#after(step, field);
    step = this.#after(step, 'securityContext of');
    for (const field in record(spec['securityContext'])) step = this.#after(step, field);
    for (const { value, securityContext } of containers) {
      step = this.#after(step, 'container');
      for (const field in value) step = this.#after(step, field);
      step = this.#after(step, 'securityContext of');
      for (const field in securityContext) step = this.#after(step, field);
    }
    return hasAny(annotations) ? this.#after(step, 'annotations of') : step;
  }

  #after(step: Step<T>, field: string): Step<T> {
    let next = step.next.get(field);
    if (next === undefined) {
      next = { next: new Map(), answer: undefined };
      step.next.set(field, next);
      this.#steps++;
    }
    return next;
  }

  /** Hostile input may have any fields; what was learnt is then learnt anew. */
  #forget(): void {
    this.#first = { next: new Map(), answer: undefined };
    this.#steps = 0;
  }

  #answer(pod: PodTemplate): Answer<T> {
    const present = fieldsOf(pod);
    const checks = this.#all.filter(({ check }) => check.onlyWith?.some((field) => present.has(field)) ?? true);
    return {
      checks: checks.filter(({ check }) => check.mentions === undefined),
      byWords: checks.filter(({ check }) => check.mentions !== undefined),
    };
  }
}

/** The names of all fields that `onlyWith` may speak of. */
function fieldsOf({ spec, containers, annotations }: PodTemplate): ReadonlySet<string> {
  const security = [record(spec['securityContext']), ...containers.map((container) => container.securityContext)];
  return new Set([
    ...Object.keys(spec),
    ...containers.flatMap(({ value }) => Object.keys(value)),
    ...security.flatMap(Object.keys).map((field) => `securityContext.${field}`),
    ...(hasAny(annotations) ? ['annotations'] : []),
  ]);
}

function hasAny(object: JsonObject): boolean {
  for (const _key in object) return true;
  return false;
}

function mentionedIn<T extends Holder>(pod: PodTemplate, byWords: readonly T[]): readonly T[] {
  const words = wordsOf(pod);
  return byWords.filter(({ check }) => check.mentions?.some((word) => words.includes(word)));
}

/** Commands (of hooks and probes too), arguments, environment and images of a pod as one text. */
function wordsOf({ containers }: PodTemplate): string {
  let words = '';
  for (const { value } of containers) {
    words += `${textOf(value['image'])} `;
    for (const word of items(value['command'])) words += `${textOf(word)} `;
    for (const word of items(value['args'])) words += `${textOf(word)} `;
    for (const variable of items(value['env'])) words += environmentText(record(variable));
    for (const action of actionsOf(value)) words += commandText(action);
  }
  return words;
}

function actionsOf({ lifecycle, livenessProbe, readinessProbe, startupProbe }: JsonObject): JsonValue[] {
  const hooks = record(lifecycle);
  const all = [hooks['postStart'], hooks['preStop'], livenessProbe, readinessProbe, startupProbe];
  return all.filter((action) => action !== undefined);
}

function commandText(action: JsonValue): string {
  const { command } = record(record(action)['exec']);
  return items(command)
    .map((word) => `${textOf(word)} `)
    .join('');
}

function environmentText(variable: JsonObject): string {
  return `${textOf(variable['name'])}=${textOf(variable['value'])} `;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
