/** SHA-256 of a text as hexadecimal digits; handed in, since pure layers do no cryptography. */
export type Digest = (text: string) => string;

export interface IdParts {
  readonly checkId: string;
  /** `"apps","Deployment","shop","web"`: group, kind, namespace and name of the owner, as JSON writes them. */
  readonly ownerParts: string;
  /** With list indices replaced by names. */
  readonly pointer: string;
}

/**
 * `f-` and 16 hex digits over the canonical JSON (RFC 8785) of `[checkId, group, kind, namespace, ownerName, pointer]`:
 * the same problem has the same id tomorrow. A list of texts has the same bytes in JSON.stringify and RFC 8785.
 */
export function findingId({ checkId, ownerParts, pointer }: IdParts, digest: Digest): string {
  return `f-${digest(`["${checkId}",${ownerParts},${JSON.stringify(pointer)}]`).slice(0, 16)}`;
}
