import { isList, isObject } from '@bulwark/text';
import { compile } from '../../../languages/rego/src/compile/compile.ts';
import { modulesOf, type OpaCase } from './opa-cases.ts';

/** What is wrong with the errors of modules that OPA refuses; undefined where they are OPA's. */
export function compileProblemOf({ case: given, version }: OpaCase): string | undefined {
  const texts = modulesOf({ case: given, version, file: '' });
  const { diagnostics } = compile({
    modules: texts.map((text, at) => ({ name: `test-${at}.rego`, text })),
    regoVersion: given['rego_version'] === 'v0' ? 'v0' : 'v1',
    strict: given['strict'] === true,
    print: given['print_statements'] === true,
  });
  const found = diagnostics.map(({ code, line, column, message }) => `${line}:${column} ${code}: ${message}`);
  const wanted = isList(given['want_errors']) ? given['want_errors'].filter(isObject) : [];
  const expected = wanted.map(({ code, row, col, message }) => `${row}:${col} ${code}: ${message}`);
  const missing = expected.filter((one) => !found.includes(one));
  const more = given['exhaustive'] === true ? found.filter((one) => !expected.includes(one)) : [];
  if (missing.length === 0 && more.length === 0) return undefined;
  return `expected ${expected.join('; ')}, got ${found.join('; ') || 'no error'}`;
}
