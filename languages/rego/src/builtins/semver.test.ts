import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['semver.compare', ['1.2.3', '1.10.0'], '-1'],
  ['semver.compare', ['1.0.0-alpha.1', '1.0.0'], '-1'],
  ['semver.compare', ['1', '1.0.0'], 'error: operand 1: string "1" is not a valid SemVer'],
  ['semver.is_valid', ['1.0.0+b'], 'true'],
  ['semver.is_valid', ['01.0.0'], 'false'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
