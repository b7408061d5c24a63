import type { JsonObject } from '@bulwark/text';

/** An accepted finding with owner and end date. Shape: interfaces.md. Every list of `where` must hold; globs allowed. */
export interface Exception {
  readonly subject: { readonly kind: 'check' | 'cve' | 'policy'; readonly pattern: string };
  readonly where: ExceptionScope;
  readonly reason: string;
  /** `2027-01-31`; the exception holds through the end of that day (UTC), or to the second when a time is given. */
  readonly expires: string;
  readonly owner?: string;
  readonly ticket?: string;
  readonly approvedBy?: string;
  /** Where it stands: `.bulwark/exceptions.yaml:3:1`, or the annotated object. */
  readonly source: string;
}

export interface ExceptionScope {
  readonly kinds?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly names?: readonly string[];
  readonly labels?: JsonObject;
  readonly images?: readonly string[];
  readonly paths?: readonly string[];
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The first moment (milliseconds since 1970) at which an exception no longer holds; undefined for no date at all. */
export function expiryOf(expires: string): number | undefined {
  if (!day.test(expires) && !moment.test(expires)) return undefined;
  const at = Date.parse(expires);
  if (Number.isNaN(at)) return undefined;
  return day.test(expires) ? at + 24 * 60 * 60 * 1000 : at;
}
