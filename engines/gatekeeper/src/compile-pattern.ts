import { RE2JS } from 're2js';

/** A regular expression of RE2's syntax, matched in linear time; or in words why there is none. */
export function compilePattern(text: string): RE2JS | { readonly problem: string } {
  try {
    return RE2JS.compile(text);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
