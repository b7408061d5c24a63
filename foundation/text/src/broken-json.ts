/** Ends the reading of one value. */
export class BrokenJson extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
