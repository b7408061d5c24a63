import type { SourceText } from '@bulwark/text';
import type { Span } from '../ast/ast.ts';
import { locationOf } from '../ast/location.ts';
import type { RegoError, RegoErrorCode } from '../ast/rego-error.ts';

/** The errors of one compilation. It has a life: passes add, the compiler asks after each whether to go on. */
export class CompileErrors {
  readonly #found: FoundError[] = [];
  readonly #most: number;
  #fatal = false;

  /** @param most stops the compilation after so many errors */
  constructor(most: number) {
    this.#most = most;
  }

  /** An error after which the later passes make no sense. */
  fatal(code: RegoErrorCode, message: string, place?: ErrorPlace): void {
    this.#fatal = true;
    this.recoverable(code, message, place);
  }

  /** An error that lets the later passes find more. */
  recoverable(code: RegoErrorCode, message: string, place?: ErrorPlace): void {
    if (this.#found.length < this.#most) this.#found.push({ error: regoError(code, message, place), place });
    else this.#fatal = true;
  }

  get stopped(): boolean {
    return this.#fatal;
  }

  /** Whether more errors would not be told. */
  get isFull(): boolean {
    return this.#found.length >= this.#most;
  }

  get count(): number {
    return this.#found.length;
  }

  /** In the order of files and places. */
  sorted(): CompileError[] {
    const found = [...this.#found].sort(compareErrors);
    const errors: CompileError[] = found.map((one) => one.error);
    if (errors.length >= this.#most) errors.push({ code: 'rego_compile_error', message: 'error limit reached' });
    return errors;
  }
}

interface FoundError {
  readonly error: CompileError;
  readonly place: ErrorPlace | undefined;
}

/** An error in OPA's shape with more about it. */
export interface CompileError extends RegoError {
  readonly detail?: string;
}

export interface ErrorPlace {
  /** More about the error, in one line. */
  readonly detail?: string | undefined;
  readonly source: SourceText;
  readonly span: Span;
}

function compareErrors(left: FoundError, right: FoundError): number {
  const difference = comparePlaces(left.place, right.place);
  if (difference !== 0) return difference;
  return left.error.message < right.error.message ? -1 : 1;
}

function comparePlaces(left: ErrorPlace | undefined, right: ErrorPlace | undefined): number {
  if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? -1 : 1;
  const [a, b] = [left.source.name, right.source.name];
  if (a !== b) return a < b ? -1 : 1;
  return left.span.start - right.span.start;
}

function regoError(code: RegoErrorCode, message: string, place?: ErrorPlace): CompileError {
  if (place === undefined) return { code, message };
  const { source, span, detail } = place;
  const located = { code, message, location: locationOf(source, span.start) };
  return detail === undefined ? located : { ...located, detail };
}
