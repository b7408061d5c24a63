import { items, type PodTemplate, record } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import type { WorkloadCheck } from './define-check.ts';

interface Holder {
  readonly check: WorkloadCheck;
}

interface Applicable<T> {
  readonly checks: readonly T[];
  /** Whether some of them ask for words. */
  readonly byWords: boolean;
}

const mostKept = 4096;

/**
 * Tells which checks can find anything in a pod, by the fields that stand in it. Pods of one cluster have few
 * different sets of fields, so the answer is mostly known already; most checks are then never called.
 */
export class ApplicableChecks<T extends Holder> {
  readonly #all: readonly T[];
  readonly #known: Map<string, Applicable<T>> = new Map();

  constructor(all: readonly T[]) {
    this.#all = all;
  }

  of(pod: PodTemplate): readonly T[] {
    const fields = fieldsOf(pod);
    let applicable = this.#known.get(fields);
    if (applicable === undefined) {
      const present = new Set(fields.split(' '));
      const checks = this.#all.filter(({ check }) => check.onlyWith?.some((field) => present.has(field)) ?? true);
      applicable = { checks, byWords: checks.some(({ check }) => check.mentions !== undefined) };
      if (this.#known.size >= mostKept) this.#known.clear();
      this.#known.set(fields, applicable);
    }
    return applicable.byWords ? withMentions(applicable.checks, pod) : applicable.checks;
  }
}

/** The names of all fields that `onlyWith` may speak of, as one text. */
function fieldsOf({ spec, containers, annotations }: PodTemplate): string {
  let fields = Object.keys(annotations).length > 0 ? 'annotations ' : '';
  for (const field in spec) fields += `${field} `;
  fields += securityFields(spec['securityContext']);
  for (const { value, securityContext } of containers) {
    for (const field in value) fields += `${field} `;
    fields += securityFields(securityContext);
  }
  return fields;
}

function securityFields(context: JsonValue | undefined): string {
  let fields = '';
  for (const field in record(context)) fields += `securityContext.${field} `;
  return fields;
}

function withMentions<T extends Holder>(applicable: readonly T[], pod: PodTemplate): readonly T[] {
  const words = wordsOf(pod);
  return applicable.filter(({ check }) => check.mentions?.some((word) => words.includes(word)) ?? true);
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
