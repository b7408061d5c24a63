import type { JsonObject } from '@bulwark/text';
import { compilePattern } from '../compile-pattern.ts';

/** What a schema has against a string: its length in characters, its pattern, the formats that the API server judges. */
export function textProblems(value: string, schema: JsonObject): string[] {
  const { minLength, maxLength, pattern, format } = schema;
  const problems: string[] = [];
  const length = [...value].length;
  if (typeof minLength === 'number' && length < minLength)
    problems.push(`expected at least ${minLength} characters, found ${length}`);
  if (typeof maxLength === 'number' && length > maxLength)
    problems.push(`expected at most ${maxLength} characters, found ${length}`);
  if (typeof pattern === 'string' && !fits(value, pattern)) problems.push(`expected a text that matches ${pattern}`);
  const known = typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (known && !known.test(value)) problems.push(`expected the format ${String(format)}`);
  return problems;
}

/** Nothing fits a pattern that is none. */
function fits(value: string, pattern: string): boolean {
  const compiled = compilePattern(pattern);
  return !('problem' in compiled) && compiled.test(value);
}

// Linear: no part of these can match the same text in two ways.
const formats: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/,
  ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/,
  uuid: /^[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}$/,
};
