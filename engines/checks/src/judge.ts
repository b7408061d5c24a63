import { type KindKey, type Resource, resourceKey, type Snapshot } from '@bulwark/model';
import type { SchemaSet } from '@bulwark/schema';
import type { JsonValue } from '@bulwark/text';
import { ApplicableChecks } from './applicable-checks.ts';
import type { AnyCheck, Check, CheckContext, ObjectCheck, Problem, WorkloadCheck } from './define-check.ts';
import { type Question, questionsAbout, SnapshotLookup } from './lookup.ts';

/** A problem with the check that found it and the object it lies in. */
export interface Judgement {
  readonly check: Check;
  readonly resource: Resource;
  readonly problem: Problem;
}

/** A check that crashed on an object: never a pass. */
export interface CheckFailure {
  readonly check: Check;
  readonly resource: Resource;
  readonly error: unknown;
}

export interface JudgeOptions {
  readonly checks: readonly Check[];
  readonly kubeMinor: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;
  /** For checks that judge objects by the schema of their kind; without it they find nothing. */
  readonly schemas?: SchemaSet;
  /** Record what each object's verdict depends on, so that `change` works. Costs memory. */
  readonly incremental?: boolean;
}

/** What all checks say of one object. */
export interface Verdict {
  readonly judgements: readonly Judgement[];
  readonly failures: readonly CheckFailure[];
  /** What other objects were asked for; recorded only where changes are to follow. */
  readonly questions: ReadonlySet<Question> | undefined;
}

interface Ready<T extends Check> {
  readonly check: T;
  readonly context: CheckContext;
}

const clean: Verdict = { judgements: [], failures: [], questions: undefined };

/** Judges the objects of a snapshot by checks, once as a whole and then change by change. */
export class Judge {
  #snapshot: Snapshot;
  readonly #lookup: SnapshotLookup;
  readonly #incremental: boolean;
  readonly #workload: ApplicableChecks<Ready<WorkloadCheck>>;
  readonly #any: Ready<AnyCheck>[] = [];
  readonly #byKind: Map<KindKey, Ready<ObjectCheck>[]> = new Map();
  readonly #verdicts: Map<string, Verdict> = new Map();
  readonly #askers: Map<Question, Set<string>> = new Map();
  #judged = false;

  constructor(snapshot: Snapshot, options: JudgeOptions) {
    this.#snapshot = snapshot;
    this.#incremental = options.incremental ?? false;
    this.#lookup = new SnapshotLookup(snapshot, this.#incremental);
    const workload: Ready<WorkloadCheck>[] = [];
    for (const check of options.checks) this.#add(check, options, workload);
    this.#workload = new ApplicableChecks(workload);
    if (this.#incremental) this.#judgeAll();
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  get lookup(): SnapshotLookup {
    return this.#lookup;
  }

  *judgements(): Generator<Judgement> {
    this.#judgeAll();
    for (const verdict of this.#verdicts.values()) yield* verdict.judgements;
  }

  *failures(): Generator<CheckFailure> {
    this.#judgeAll();
    for (const verdict of this.#verdicts.values()) yield* verdict.failures;
  }

  /** The verdicts on all objects, one at a time; none is kept unless it has to be: for whoever needs them once. */
  *verdicts(): Generator<Verdict> {
    if (this.#judged) yield* this.#verdicts.values();
    else for (const resource of this.#snapshot.resources()) yield this.#judge(resource);
  }

  /**
   * Adds, replaces or removes objects and judges again exactly what depends on them; gives the keys of the objects
   * judged again. Needs `incremental`.
   */
  change(upserted: readonly Resource[], removed: readonly Resource[] = []): ReadonlySet<string> {
    const changed = new Set<Question>();
    const affected = new Set<string>();
    for (const resource of removed) {
      this.#snapshot = this.#snapshot.without(resource);
      this.#forget(resourceKey(resource));
    }
    for (const resource of upserted) {
      this.#snapshot = this.#snapshot.with(resource);
      affected.add(resourceKey(resource));
    }
    for (const resource of [...upserted, ...removed]) {
      for (const question of questionsAbout(resource)) changed.add(question);
    }
    this.#lookup.moveTo(this.#snapshot, changed);
    for (const question of changed) for (const key of this.#askers.get(question) ?? []) affected.add(key);
    for (const key of affected) this.#judgeAgain(key);
    return affected;
  }

  #add(check: Check, options: JudgeOptions, workload: Ready<WorkloadCheck>[]): void {
    const context: CheckContext = {
      lookup: this.#lookup,
      kubeMinor: options.kubeMinor,
      at: options.at,
      ...(options.schemas ? { schemas: options.schemas } : {}),
      parameters: { ...defaultsOf(check), ...options.parameters?.[check.id] },
    };
    if (check.appliesTo === 'workload') workload.push({ check: check as WorkloadCheck, context });
    else if (check.appliesTo === 'any') this.#any.push({ check: check as AnyCheck, context });
    else {
      for (const kind of check.appliesTo) {
        const list = this.#byKind.get(kind) ?? [];
        list.push({ check: check as ObjectCheck, context });
        this.#byKind.set(kind, list);
      }
    }
  }

  #judgeAgain(key: string): void {
    this.#forget(key);
    const [kind = '', namespace = '', ...name] = key.split('|');
    const resource = this.#snapshot.get(kind, namespace, name.join('|'));
    if (resource) this.#keep(resource, this.#judge(resource));
  }

  #forget(key: string): void {
    for (const question of this.#verdicts.get(key)?.questions ?? []) this.#askers.get(question)?.delete(key);
    this.#verdicts.delete(key);
  }

  #judgeAll(): void {
    if (this.#judged) return;
    this.#judged = true;
    for (const resource of this.#snapshot.resources()) this.#keep(resource, this.#judge(resource));
  }

  #judge(resource: Resource): Verdict {
    const questions = this.#incremental ? new Set<Question>() : undefined;
    this.#lookup.asked = questions;
    const judgements: Judgement[] = [];
    const failures: CheckFailure[] = [];
    for (const template of resource.templates) {
      for (const { check, context } of this.#workload.of(template)) {
        try {
          for (const problem of check.find(template, resource, context)) judgements.push({ check, resource, problem });
        } catch (error) {
          failures.push({ check, resource, error });
        }
      }
    }
    this.#judgeObject(this.#byKind.get(resource.kind), resource, { judgements, failures });
    this.#judgeObject(this.#any, resource, { judgements, failures });
    this.#lookup.asked = undefined;
    return { judgements, failures, questions };
  }

  #judgeObject(
    ready: readonly Ready<ObjectCheck | AnyCheck>[] | undefined,
    resource: Resource,
    into: { readonly judgements: Judgement[]; readonly failures: CheckFailure[] },
  ): void {
    for (const { check, context } of ready ?? []) {
      try {
        for (const problem of check.find(resource, context)) into.judgements.push({ check, resource, problem });
      } catch (error) {
        into.failures.push({ check, resource, error });
      }
    }
  }

  #keep(resource: Resource, verdict: Verdict): void {
    const { judgements, failures, questions } = verdict;
    if (judgements.length === 0 && failures.length === 0 && !this.#incremental) return;
    const key = resourceKey(resource);
    this.#verdicts.set(key, judgements.length + failures.length > 0 ? verdict : { ...clean, questions });
    for (const question of questions ?? []) {
      const askers = this.#askers.get(question);
      if (askers) askers.add(key);
      else this.#askers.set(question, new Set([key]));
    }
  }
}

function defaultsOf(check: Check): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(check.parameters ?? {}).map(([name, parameter]) => [name, parameter.default]),
  );
}
