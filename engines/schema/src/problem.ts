/** One way in which an object is not what the schema of its kind says. No text of it holds a value that may be secret. */
export interface SchemaProblem {
  readonly kind: 'unknown-field' | 'missing-field' | 'wrong-type' | 'wrong-value';
  /** JSON pointer (RFC 6901) of the field, also where it is missing. */
  readonly pointer: string;
  /** What the schema asks for: `an integer (int32)`, `a known field of the object`. */
  readonly expected: string;
  /** What is there: `a string`, `nothing`. */
  readonly found: string;
  /** The field that was probably meant. */
  readonly nearest?: string;
}

/** The problem as a sentence: `/spec/replicas: expected an integer (int32), found a string`. */
export function schemaProblemText(problem: SchemaProblem): string {
  const { kind, pointer, expected, found, nearest } = problem;
  if (kind !== 'unknown-field') return `${pointer}: expected ${expected}, found ${found}`;
  return `${pointer}: unknown field${nearest === undefined ? '' : hint(found, nearest)}`;
}

function hint(found: string, nearest: string): string {
  const sameLetters = found.toLowerCase() === nearest.toLowerCase();
  return `; did you mean "${nearest}"?${sameLetters ? ' Field names are case-sensitive.' : ''}`;
}
