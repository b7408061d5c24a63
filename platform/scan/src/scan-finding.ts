import type { Check, Problem } from '@bulwark/checks';
import { type AppliedException, type Evidence, type Finding, plainFinding, type ResourceRef } from '@bulwark/model';
import { evidenceAt, type Subject } from './subject.ts';

/** What all findings of one check share. */
export interface CheckFacts {
  readonly check: Check;
  readonly controls: readonly string[];
  /** What is said where nothing about the object or the problem stands against a repair. */
  readonly fix: Finding['fix'];
}

interface Parts {
  readonly id: string;
  readonly facts: CheckFacts;
  readonly problem: Problem;
  readonly subject: Subject;
  readonly offset: number;
  readonly exception: AppliedException | null;
}

/** A finding that says what it is asked: a large cluster has hundreds of thousands, of which most are never shown. */
export class ScanFinding implements Finding {
  readonly id: string;
  readonly exception: AppliedException | null;
  readonly #facts: CheckFacts;
  readonly #problem: Problem;
  readonly #subject: Subject;
  readonly #offset: number;

  constructor({ id, facts, problem, subject, offset, exception }: Parts) {
    flatten(problem.message);
    this.id = id;
    this.exception = exception;
    this.#facts = facts;
    this.#problem = problem;
    this.#subject = subject;
    this.#offset = offset;
  }

  get checkId(): string {
    return this.#facts.check.id;
  }

  get title(): string {
    return this.#facts.check.title;
  }

  get message(): string {
    return this.#problem.message;
  }

  get severity(): Finding['severity'] {
    return this.#facts.check.severity;
  }

  get risk(): Finding['risk'] {
    return this.#subject.risks.of(this.severity);
  }

  get resource(): ResourceRef {
    return this.#subject.resource.ref;
  }

  get owner(): string | null {
    return this.#subject.team;
  }

  /** Of the first evidence. */
  get pointer(): string {
    return this.#problem.pointer;
  }

  get evidence(): readonly Evidence[] {
    const { resource, subjects } = this.#subject;
    const { pointer, value, context } = this.#problem;
    const own = evidenceAt(resource, { pointer, value, offset: this.#offset });
    return context ? [own, ...context.map((item) => subjects.context(resource, item))] : [own];
  }

  get controls(): readonly string[] {
    return this.#facts.controls;
  }

  get techniques(): readonly string[] {
    return this.#facts.check.techniques;
  }

  get fix(): Finding['fix'] {
    const { check, fix } = this.#facts;
    const { resource } = this.#subject;
    const tool = resource.place?.source.renderedBy;
    if (tool) return { available: false, reason: `rendered by ${tool}: change its template or values` };
    const edits = check.repair.kind === 'none' ? undefined : check.repair.edits(this.#problem, resource);
    return typeof edits === 'string' ? { available: false, reason: edits } : fix;
  }

  toJSON(): Finding {
    return plainFinding(this);
  }
}

/** A text made of pieces is kept as pieces until it is read; read as a number it becomes one text, half the size. */
function flatten(text: string): void {
  Number(text);
}

/** A finding with something to say about exceptions that do not apply. */
export class NotedFinding extends ScanFinding {
  readonly notes: readonly string[];

  constructor(parts: Parts, notes: readonly string[]) {
    super(parts);
    this.notes = notes;
  }
}
