import { describe, expect, test } from 'vitest';
import { parseIntOrString, scaledValue } from './int-or-string.ts';

describe('an IntOrString', () => {
  test.each([
    [0, { kind: 'number', value: 0 }],
    [80, { kind: 'number', value: 80 }],
    [-1, { kind: 'number', value: -1 }],
    [2_147_483_647, { kind: 'number', value: 2_147_483_647 }],
    ['50%', { kind: 'percent', value: 50 }],
    ['0%', { kind: 'percent', value: 0 }],
    ['007%', { kind: 'percent', value: 7 }],
    ['150%', { kind: 'percent', value: 150 }],
    ['http', { kind: 'name', value: 'http' }],
    ['80', { kind: 'name', value: '80' }],
    ['5.5%', { kind: 'name', value: '5.5%' }],
    ['50 %', { kind: 'name', value: '50 %' }],
    ['%', { kind: 'name', value: '%' }],
    ['', { kind: 'name', value: '' }],
  ])('%j', (value, parsed) => expect(parseIntOrString(value)).toEqual(parsed));

  test.each([1.5, 2_147_483_648, 10n ** 20n, true, null, undefined, [], {}])('%s is none', (value) => {
    expect(parseIntOrString(value)).toBeUndefined();
  });

  // As GetScaledValueFromIntOrPercent, out of seven.
  test.each([
    [3, 3, 3],
    ['50%', 4, 3],
    ['33%', 3, 2],
    ['100%', 7, 7],
    ['0%', 0, 0],
    ['150%', 11, 10],
    ['http', undefined, undefined],
  ])('%j of seven is %s rounded up and %s rounded down', (value, up, down) => {
    const parsed = parseIntOrString(value);
    expect(parsed && scaledValue(parsed, 7, 'up')).toBe(up);
    expect(parsed && scaledValue(parsed, 7, 'down')).toBe(down);
  });
});
