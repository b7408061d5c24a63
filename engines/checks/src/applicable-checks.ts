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

/** Fields as bits of two integers; two fields may share a bit, then a check is asked once too often. */
class Fields {
  low = 0;
  high = 0;

  add(bit: number | undefined): void {
    if (bit === undefined) return;
    if (bit < bitsEach) this.low |= 1 << bit;
    else this.high |= 1 << (bit - bitsEach);
  }

  shareAny(other: Fields): boolean {
    return (this.low & other.low) !== 0 || (this.high & other.high) !== 0;
  }
}

const bitsEach = 26;
const mostKept = 10_000;
const security = 'securityContext.';

/**
 * Tells which checks can find anything in a pod, by the fields that stand in it; most checks are then never called.
 * Pods of one cluster have few different sets of fields, so the answer is mostly known already.
 */
export class ApplicableChecks<T extends Holder> {
  readonly #all: readonly { readonly ready: T; readonly wants: Fields | undefined }[];
  /** Bits by field name; those within a security context apart. */
  readonly #bits: Map<string, number> = new Map();
  readonly #securityBits: Map<string, number> = new Map();
  readonly #known: Map<number, Answer<T>> = new Map();

  constructor(all: readonly T[]) {
    const names = [...new Set(all.flatMap(({ check }) => check.onlyWith ?? []))];
    for (const [index, name] of names.entries()) {
      const bits = name.startsWith(security) ? this.#securityBits : this.#bits;
      bits.set(name.replace(security, ''), index % (2 * bitsEach));
    }
    this.#all = all.map((ready) => ({ ready, wants: this.#wanted(ready.check.onlyWith) }));
  }

  of(pod: PodTemplate): readonly T[] {
    const fields = this.#fieldsOf(pod);
    const key = fields.high * 2 ** bitsEach + fields.low;
    let answer = this.#known.get(key);
    if (answer === undefined) {
      answer = this.#answer(fields);
      if (this.#known.size >= mostKept) this.#known.clear();
      this.#known.set(key, answer);
    }
    const { checks, byWords } = answer;
    if (byWords.length === 0) return checks;
    const mentioned = mentionedIn(pod, byWords);
    return mentioned.length === 0 ? checks : [...checks, ...mentioned];
  }

  #wanted(names: readonly string[] | undefined): Fields | undefined {
    if (names === undefined) return undefined;
    const fields = new Fields();
    for (const name of names) {
      fields.add(
        name.startsWith(security) ? this.#securityBits.get(name.slice(security.length)) : this.#bits.get(name),
      );
    }
    return fields;
  }

  #fieldsOf({ spec, containers, annotations }: PodTemplate): Fields {
    const fields = new Fields();
    for (const name in spec) fields.add(this.#bits.get(name));
    for (const name in record(spec['securityContext'])) fields.add(this.#securityBits.get(name));
    for (const { value, securityContext } of containers) {
      for (const name in value) fields.add(this.#bits.get(name));
      for (const name in securityContext) fields.add(this.#securityBits.get(name));
    }
    for (const _key in annotations) {
      fields.add(this.#bits.get('annotations'));
      break;
    }
    return fields;
  }

  #answer(fields: Fields): Answer<T> {
    const able = this.#all.flatMap(({ ready, wants }) =>
      wants === undefined || wants.shareAny(fields) ? [ready] : [],
    );
    return {
      checks: able.filter(({ check }) => check.mentions === undefined),
      byWords: able.filter(({ check }) => check.mentions !== undefined),
    };
  }
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
