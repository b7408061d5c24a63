/** One way in which a document does not match. */
export interface ValidationError {
  readonly type: string;
  readonly field: string;
  readonly description: string;
}

const root = '(Root).';

/** What validation found, and how close the document came: the best of several schemas is the one that is shown. */
export class ValidationResult {
  readonly errors: ValidationError[] = [];
  score = 0;

  get isValid(): boolean {
    return this.errors.length === 0;
  }

  /** The place without the root before it. */
  fieldOf(place: string): string {
    return place.startsWith(root) ? place.slice(root.length) : place;
  }

  add(type: string, place: string, description: string): void {
    this.errors.push({ type, field: this.fieldOf(place), description });
    this.score -= 2;
  }

  merge(other: ValidationResult): void {
    for (const error of other.errors) this.errors.push(error);
    this.score += other.score;
  }
}
