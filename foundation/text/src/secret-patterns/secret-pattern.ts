/** How one kind of credential is written. */
export interface SecretPattern {
  /** Readable kebab-case, stable: `github-token`. */
  readonly id: string;
  /** What it is, as a noun phrase with its article: `a GitHub token`. */
  readonly title: string;
  /**
   * Sticky; tried where a start stands. Quantifiers are bounded and never nested, so that a try costs at most a
   * constant. A group named `value` marks the secret part where that is not the whole match.
   */
  readonly pattern: RegExp;
  /** How a match begins: at a word's start, or with one of `~ - : $ . {`. Any case counts; the pattern decides. */
  readonly starts?: readonly string[];
  /** Instead of starts: the length of the word that a match begins with. */
  readonly wordLength?: number;
  /** Least Shannon entropy of the secret part in bits a character, where the usual 2.8 does not fit. */
  readonly entropy?: number;
  /** A last look at the secret part. */
  readonly accepts?: (value: string) => boolean;
}
