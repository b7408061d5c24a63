import { type Resource, record, text } from '@bulwark/model';
import { type Diagnostic, isObject, type JsonObject } from '@bulwark/text';
import { actionsAt, type Constraint } from './constraint/constraint.ts';
import { matches, UnmatchableError } from './constraint/matches.ts';
import { readConstraint } from './constraint/read-constraint.ts';
import { diagnosed } from './diagnosed.ts';
import { Inventory } from './review/inventory.ts';
import type { Review } from './review/review.ts';
import type { Violation } from './review/violation.ts';
import { compileTemplate } from './template/compile-template.ts';
import type { ExternalData } from './template/external-data.ts';
import { readTemplate } from './template/read-template.ts';
import type { Template } from './template/template.ts';
import type { RegoViolation, Surroundings, TemplateProgram } from './template/template-program.ts';

export interface GatekeeperOptions extends Surroundings {
  /** Answers of external data providers; without them templates that ask providers are refused. */
  readonly externalData?: ExternalData;
}

export interface ReviewOptions {
  /** Where the constraints are to be enforced; scoped ones depend on it. That of the command line unless told. */
  readonly enforcementPoint?: string;
  /** Only templates whose `operations` name the request's are asked; as the webhook does. */
  readonly byOperation?: 'any' | 'named';
}

interface Loaded {
  readonly template: Template;
  /** Undefined: it has no Rego. */
  readonly program: TemplateProgram | undefined;
  readonly constraints: Map<string, Constraint>;
}

/** Templates, constraints and the inventory they may look at. What is broken is told and left out; the rest works. */
export class Gatekeeper {
  readonly inventory: Inventory = new Inventory();
  readonly #options: GatekeeperOptions;
  readonly #byKind = new Map<string, Loaded>();

  constructor(options: GatekeeperOptions = {}) {
    this.#options = options;
  }

  /** The templates that work. */
  get templates(): readonly Template[] {
    return [...this.#byKind.values()].map(({ template }) => template);
  }

  /** The constraints that work, by kind and name. */
  get constraints(): readonly Constraint[] {
    return [...this.#byKind.values()].flatMap(({ constraints }) => [...constraints.values()]).sort(byKindAndName);
  }

  /** Adds a ConstraintTemplate or replaces it, keeping its constraints; a broken one changes nothing. */
  addTemplate(resource: Resource): readonly Diagnostic[] {
    const { template, diagnostics } = readTemplate(resource);
    if (template === undefined) return diagnostics;
    const compiled = compileTemplate(template, this.#options);
    if (template.rego !== undefined && compiled.program === undefined) return [...diagnostics, ...compiled.diagnostics];
    const key = template.kind.toLowerCase();
    const known = [...(this.#byKind.get(key)?.constraints.values() ?? [])];
    this.#byKind.set(key, { template, program: compiled.program, constraints: new Map() });
    // The new template may have another schema.
    const again = known.flatMap((constraint) => this.addConstraint(constraint.resource));
    return [...celNotes(template), ...again];
  }

  removeTemplate(kind: string): void {
    this.#byKind.delete(kind.toLowerCase());
  }

  /** Adds a constraint or replaces it; its template must be there. */
  addConstraint(resource: Resource): readonly Diagnostic[] {
    const { ref } = resource;
    const loaded = this.#byKind.get(ref.kind.toLowerCase());
    if (loaded === undefined) {
      const message = `${ref.kind} ${ref.name}: no usable ConstraintTemplate "${ref.kind.toLowerCase()}" for it`;
      return [diagnosed(resource, { code: 'constraint-template-missing', pointer: '/kind', message })];
    }
    const { constraint, diagnostics } = readConstraint(resource, loaded.template);
    if (constraint !== undefined) loaded.constraints.set(constraint.name, constraint);
    return diagnostics;
  }

  removeConstraint(kind: string, name: string): void {
    this.#byKind.get(kind.toLowerCase())?.constraints.delete(name);
  }

  /** What an object breaks, by constraint. Nothing that could not be judged is left out. */
  review(review: Review, options: ReviewOptions = {}): readonly Violation[] {
    const point = options.enforcementPoint ?? 'gator.gatekeeper.sh';
    const namespace = review.namespace ?? this.inventory.namespace(text(review.request['namespace']) ?? '');
    const known: Review = { ...review, namespace };
    const seen: JsonObject = { ...review.request, namespaceObject: review.namespace ?? {} };
    return [...this.#byKind.values()]
      .filter(({ template }) => options.byOperation !== 'named' || isForOperation(template, review.request))
      .flatMap((loaded) => this.#reviewBy(loaded, { known, seen, point }))
      .sort((a, b) => byKindAndName(a.constraint, b.constraint));
  }

  #reviewBy({ program, constraints }: Loaded, { known, seen, point }: Reviewed): readonly Violation[] {
    if (program === undefined) return [];
    const violations: Violation[] = [];
    for (const constraint of constraints.values()) {
      const actions = actionsAt(constraint, point);
      const match = actions === undefined ? 'no' : matchOf(constraint, known);
      if (actions === undefined || match === 'no') continue;
      const found = match === 'yes' ? this.#judge(program, constraint, seen) : [match];
      const { enforcementAction } = constraint;
      for (const one of found) violations.push({ ...one, constraint, scopedActions: actions, enforcementAction });
    }
    return violations;
  }

  #judge(program: TemplateProgram, { parameters }: Constraint, review: JsonObject): readonly Outcome[] {
    const { violations, failures } = program.evaluate(
      { review, parameters, inventory: this.inventory.document() },
      this.#options,
    );
    if (failures.length > 0)
      return failures.map(({ code, message }) => ({ reason: 'failed', message: `${code}: ${message}`, details: {} }));
    return violations.map(outcomeOf);
  }
}

interface Reviewed {
  readonly known: Review;
  /** What policies see. */
  readonly seen: JsonObject;
  readonly point: string;
}

type Outcome = Pick<Violation, 'message' | 'details' | 'reason'>;

function outcomeOf({ msg, details }: RegoViolation): Outcome {
  if (typeof msg === 'string') return { reason: 'rule', message: msg, details };
  return { reason: 'failed', message: 'the template gives a msg that is no string', details };
}

function matchOf({ match }: Constraint, { request, namespace, source }: Review): 'yes' | 'no' | Outcome {
  if (match === undefined) return 'yes';
  const objects = [request['object'], request['oldObject']].filter(isObject);
  for (const object of objects) {
    try {
      if (matches(match, { object, namespace, source })) return 'yes';
    } catch (error) {
      if (!(error instanceof UnmatchableError)) throw error;
      const name = text(record(object['metadata'])['name']) ?? '';
      // In Gatekeeper's words: people's suites look for them.
      const message = `unable to match constraints: error matching the requested object: ${name} :failed to run Match criteria: ${error.message}`;
      return { reason: 'unmatched', message, details: {} };
    }
  }
  return 'no';
}

function isForOperation({ operations }: Template, { operation }: JsonObject): boolean {
  return operations.length === 0 || operations.includes('*') || operations.some((one) => one === operation);
}

function celNotes({ resource, name, hasCel, rego }: Template): Diagnostic[] {
  if (!hasCel) return [];
  const judged =
    rego === undefined ? 'it has no Rego, so its constraints are not evaluated' : 'it is judged by its Rego';
  const message = `ConstraintTemplate ${name}: CEL (K8sNativeValidation) is not compared until CEL lands; ${judged}`;
  const code = rego === undefined ? 'template-cel-only' : 'template-cel';
  return [
    diagnosed(resource, {
      severity: rego === undefined ? 'error' : 'warning',
      code,
      pointer: '/spec/targets/0/code',
      message,
    }),
  ];
}

function byKindAndName(a: Constraint, b: Constraint): number {
  return compareTexts(a.kind, b.kind) || compareTexts(a.name, b.name);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
