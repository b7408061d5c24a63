import type { RE2JS } from 're2js';
import { compilePattern } from '../compile-pattern.ts';
import type { SuiteTest } from './suite.ts';

/** Which tests and cases are to run. */
export interface SuiteFilter {
  readonly takesTest: (test: SuiteTest) => boolean;
  readonly takesCase: (testName: string, caseName: string) => boolean;
}

/**
 * The filter of `gator verify --run`: `TEST//CASE` takes cases that fit the second expression of tests that fit the
 * first, `NAME` takes what fits as either. Expressions are RE2 and need not match whole names. Gives in words what is
 * wrong with one that cannot be read.
 */
export function suiteFilter(expression: string): SuiteFilter | { readonly problem: string } {
  const parts = expression.split('//');
  if (parts.length > 2) return { problem: 'a filter may include at most one "//"' };
  const patterns: RE2JS[] = [];
  for (const part of parts) {
    const pattern = compilePattern(part);
    if ('problem' in pattern) return { problem: `"${part}" is no regular expression: ${pattern.problem}` };
    patterns.push(pattern);
  }
  const [first, second] = patterns;
  if (first === undefined || expression === '') return everything;
  if (second !== undefined) {
    return {
      takesTest: ({ name }) => first.test(name),
      takesCase: (testName, caseName) => first.test(testName) && second.test(caseName),
    };
  }
  const takesCase = (testName: string, caseName: string): boolean => first.test(caseName) || first.test(testName);
  return {
    takesTest: ({ name, cases }) => first.test(name) || cases.some((one) => takesCase(name, one.name)),
    takesCase,
  };
}

const everything: SuiteFilter = { takesTest: () => true, takesCase: () => true };
