import type { Resource } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';

/** A ConstraintTemplate that has been read: the same for every version of its API. */
export interface Template {
  readonly resource: Resource;
  readonly name: string;
  /** The kind of its constraints. */
  readonly kind: string;
  /** What `spec.parameters` of its constraints must be; undefined: they have no parameters. */
  readonly parameters: JsonObject | undefined;
  /** Undefined: it has code in other languages only. */
  readonly rego: RegoCode | undefined;
  /** It has CEL code (K8sNativeValidation) beside or in place of Rego; that is not evaluated here. */
  readonly hasCel: boolean;
  /** The admission operations it is for; none named: all. */
  readonly operations: readonly string[];
}

export interface RegoCode {
  readonly version: 'v0' | 'v1';
  readonly main: RegoText;
  readonly libs: readonly RegoText[];
}

export interface RegoText {
  readonly text: string;
  /** Where it stands in the template. */
  readonly pointer: string;
}
