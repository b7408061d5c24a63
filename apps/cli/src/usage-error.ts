/** Wrong usage: exit code 2. The message names what was given and what would be right. */
export class UsageError extends Error {
  readonly remedy: string | undefined;
  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}
