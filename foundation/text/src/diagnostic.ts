/** A message about the user's input. Lines and columns are 1-based. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Readable kebab-case, stable: `duplicate-key`, `unparsed`, `limit`. */
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** How to mend it, in one sentence. */
  readonly remedy?: string;
}

/** `deploy.yaml:12:3: duplicate key "image"`, as far as the place is known. */
export function diagnosticText(diagnostic: Diagnostic): string {
  const place = [diagnostic.file, diagnostic.line, diagnostic.column].filter((part) => part !== undefined);
  return place.length > 0 ? `${place.join(':')}: ${diagnostic.message}` : diagnostic.message;
}
