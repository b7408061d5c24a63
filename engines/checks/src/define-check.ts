import type { Evidence, KindKey, PodTemplate, Resource, Severity } from '@bulwark/model';
import type { SchemaSet } from '@bulwark/schema';
import type { JsonValue } from '@bulwark/text';
import type { Edit } from './edit.ts';
import type { Lookup } from './lookup.ts';

/** What a check sees beside its object. */
export interface CheckContext {
  /** The only way to other objects: what is asked is recorded, so a change evaluates again just what it touches. */
  readonly lookup: Lookup;
  /** Minor version of Kubernetes to judge by: 36 for v1.36. */
  readonly kubeMinor: number;
  /** The moment that expiry is judged at, in milliseconds since 1970. */
  readonly at: number;
  /** The schemas of the built-in kinds, where the door has them. */
  readonly schemas?: SchemaSet;
  /** Values of the check's own parameters: from the configuration, else their defaults. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
}

/** One thing that is wrong. `pointer` is the very field, also where it is the absence that is wrong. */
export interface Problem {
  readonly pointer: string;
  readonly message: string;
  /** The value found there; left out where the field is missing or its value must not be shown. */
  readonly value?: JsonValue;
  /** Further evidence, often in other objects. */
  readonly context?: readonly Evidence[];
}

/** How a problem is mended: by edits of its own object, or not by us, and then why. */
export type Repair =
  | {
      readonly kind: 'edit';
      /** What the edit does, in the imperative: `set privileged to false`. */
      readonly summary: string;
      readonly disruption: 'none' | 'restart' | 'traffic' | 'access';
      /** The edits, or the reason why this very problem has none. */
      readonly edits: (problem: Problem, resource: Resource) => readonly Edit[] | string;
    }
  | { readonly kind: 'none'; readonly reason: string };

export interface Parameter {
  readonly default: JsonValue;
  readonly about: string;
}

interface CheckInfo {
  /** `<family>-<name>`, stable for ever. */
  readonly id: string;
  /** Raised when the same object may get another verdict than before. */
  readonly version: number;
  readonly title: string;
  readonly severity: Severity;
  /** The Pod Security Standards level whose control this is. */
  readonly level?: 'baseline' | 'restricted';
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** How an attacker uses it. */
  readonly attack: string;
  /** How to mend it, for a person. */
  readonly remedy: string;
  /** When the finding can be accepted. */
  readonly accept?: string;
  readonly references: readonly string[];
  /** MITRE ATT&CK technique ids. */
  readonly techniques: readonly string[];
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** Kinds of other objects that must be known in full, else the check is not evaluated and coverage says so. */
  readonly needs?: readonly KindKey[];
  /** `cluster`: means nothing for a folder, where objects may be left out; evaluated on clusters only. */
  readonly scope?: 'cluster';
  readonly repair: Repair;
}

/** A check on pods, wherever a workload describes them. */
export interface WorkloadCheck extends CheckInfo {
  readonly appliesTo: 'workload';
  /**
   * Fields of the pod spec (`tolerations`), its containers (`tty`) or their security contexts
   * (`securityContext.privileged`), or `annotations` of the pod: where none of them stands nothing can be wrong, and the pod is not looked at.
   */
  readonly onlyWith?: readonly string[];
  /** Words, one of which must stand in a command, argument, environment variable or image, else likewise. */
  readonly mentions?: readonly string[];
  readonly find: (pod: PodTemplate, resource: Resource, context: CheckContext) => readonly Problem[];
}

/** A check on objects of certain kinds. */
export interface ObjectCheck extends CheckInfo {
  readonly appliesTo: readonly KindKey[];
  readonly find: (resource: Resource, context: CheckContext) => readonly Problem[];
}

/** A check on objects of every kind. */
export interface AnyCheck extends CheckInfo {
  readonly appliesTo: 'any';
  readonly find: (resource: Resource, context: CheckContext) => readonly Problem[];
}

export type Check = WorkloadCheck | ObjectCheck | AnyCheck;

/** Says nothing and checks the form: the types do the work. */
export function defineCheck(check: WorkloadCheck): WorkloadCheck;
export function defineCheck(check: ObjectCheck): ObjectCheck;
export function defineCheck(check: AnyCheck): AnyCheck;
export function defineCheck(check: Check): Check {
  return check;
}

/** What `find` gives where nothing is wrong. */
export const none: readonly Problem[] = Object.freeze([]);
