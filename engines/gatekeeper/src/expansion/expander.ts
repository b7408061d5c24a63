import { groupOf, type Resource, record, text, versionOf } from '@bulwark/model';
import type { Diagnostic, JsonObject } from '@bulwark/text';
import { diagnosed } from '../diagnosed.ts';
import type { Mutators } from '../mutation/mutators.ts';
import {
  appliesTo,
  type ExpansionTemplate,
  type GroupVersionKind,
  readExpansionTemplate,
} from './expansion-template.ts';
import { generate } from './generate.ts';

/** An object that an ExpansionTemplate makes of another one, mutated as it would be. */
export interface Generated {
  readonly object: JsonObject;
  readonly template: ExpansionTemplate;
  readonly namespace: JsonObject | undefined;
}

export type Expansion = { readonly generated: readonly Generated[] } | { readonly problem: string };

/** ExpansionTemplates, and the mutators that change what they generate. */
export class Expander {
  readonly #mutators: Mutators | undefined;
  readonly #templates = new Map<string, ExpansionTemplate>();

  constructor(mutators?: Mutators) {
    this.#mutators = mutators;
  }

  /** Adds a template or replaces it; one that closes a circle of templates is told, and none in a circle expands. */
  addTemplate(resource: Resource): readonly Diagnostic[] {
    const { template, diagnostics } = readExpansionTemplate(resource);
    if (template === undefined) return diagnostics;
    this.#templates.set(template.name, template);
    if (!this.#isInCircle(template)) return diagnostics;
    const message = `ExpansionTemplate ${template.name}: what it generates is expanded back to what it applies to`;
    return [...diagnostics, diagnosed(resource, { code: 'expansion-circle', pointer: '/spec/generatedGVK', message })];
  }

  removeTemplate(name: string): void {
    this.#templates.delete(name);
  }

  /** Everything that is made of an object, and of what is made of it. */
  expand(object: JsonObject, namespace?: JsonObject): Expansion {
    const generated: Generated[] = [];
    const problem = this.#expandInto(generated, { object, namespace, depth: 0 });
    return problem === undefined ? { generated } : { problem };
  }

  #expandInto(generated: Generated[], { object, namespace, depth }: Step): string | undefined {
    if (depth >= deepest) return `maximum recursion depth of ${deepest} reached`;
    for (const template of this.#templatesFor(object)) {
      const made = generate(object, template, text(record(record(namespace)['metadata'])['name']));
      if ('problem' in made) return made.problem;
      const mutated = this.#mutators?.mutate({ object: made.object, namespace, source: 'Generated' });
      if (mutated !== undefined && 'problem' in mutated)
        return `failed to mutate resultant resource: ${mutated.problem}`;
      const result = mutated?.object ?? made.object;
      generated.push({ object: result, template, namespace });
      const problem = this.#expandInto(generated, { object: result, namespace, depth: depth + 1 });
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  #templatesFor(object: JsonObject): readonly ExpansionTemplate[] {
    const apiVersion = text(object['apiVersion']) ?? '';
    const kind: GroupVersionKind = {
      group: groupOf(apiVersion),
      version: versionOf(apiVersion),
      kind: text(object['kind']) ?? '',
    };
    return [...this.#templates.values()].filter(
      (one) => one.applyTo.some((applied) => appliesTo(applied, kind)) && !this.#isInCircle(one),
    );
  }

  #isInCircle(start: ExpansionTemplate): boolean {
    const seen = new Set<ExpansionTemplate>();
    const waiting = this.#after(start);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === start) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(...this.#after(next));
    }
    return false;
  }

  #after({ generated }: ExpansionTemplate): ExpansionTemplate[] {
    return [...this.#templates.values()].filter(({ applyTo }) => applyTo.some((one) => appliesTo(one, generated)));
  }
}

interface Step {
  readonly object: JsonObject;
  readonly namespace: JsonObject | undefined;
  readonly depth: number;
}

// As deep as Gatekeeper goes.
const deepest = 30;
