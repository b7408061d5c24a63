import type { JsonObject } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { matchesMap, matchesSelector, selectsEverything } from './selector.ts';

const labels = { app: 'web', tier: 'front', empty: '' };

// Verdicts of apimachinery’s LabelSelectorAsSelector; undefined where it refuses the selector.
const selectors: readonly (readonly [JsonObject, boolean | undefined])[] = [
  [{}, true],
  [{ matchLabels: {} }, true],
  [{ matchLabels: { app: 'web' } }, true],
  [{ matchLabels: { app: 'web', tier: 'back' } }, false],
  [{ matchLabels: { missing: '' } }, false],
  [{ matchLabels: { empty: '' } }, true],
  [{ matchExpressions: [] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['api'] }] }, false],
  [{ matchExpressions: [{ key: 'missing', operator: 'In', values: ['x', ''] }] }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: [] }] }, undefined],
  [{ matchExpressions: [{ key: 'app', operator: 'In' }] }, undefined],
  [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }] }, true],
  [{ matchExpressions: [{ key: 'missing', operator: 'NotIn', values: ['web'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'NotIn' }] }, undefined],
  [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, true],
  [{ matchExpressions: [{ key: 'empty', operator: 'Exists' }] }, true],
  [{ matchExpressions: [{ key: 'missing', operator: 'Exists' }] }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'Exists', values: ['web'] }] }, undefined],
  [{ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, false],
  [{ matchExpressions: [{ key: 'missing', operator: 'DoesNotExist' }] }, true],
  [{ matchExpressions: [{ key: 'missing', operator: 'DoesNotExist', values: ['x'] }] }, undefined],
  [{ matchExpressions: [{ key: 'missing', operator: 'DoesNotExist', values: [] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'in', values: ['web'] }] }, undefined],
  [{ matchExpressions: [{ key: 'app', operator: 'Gt', values: ['1'] }] }, undefined],
  [{ matchExpressions: [{ key: 'app' }] }, undefined],
  [{ matchExpressions: [{ operator: 'Exists' }] }, undefined],
  [{ matchLabels: { app: 'other' }, matchExpressions: [{ key: 'app', operator: 'Bad' }] }, undefined],
  [{ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['front'] }] }, false],
  [
    {
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['front'] },
        { key: 'gone', operator: 'DoesNotExist' },
      ],
    },
    true,
  ],
  [
    {
      matchExpressions: [
        { key: 'app', operator: 'In', values: ['api'] },
        { key: 'app', operator: 'Bad' },
      ],
    },
    undefined,
  ],
];

describe('a LabelSelector', () => {
  test.each(selectors)('%j gives %s', (selector, verdict) => expect(matchesSelector(selector, labels)).toBe(verdict));

  test.each([undefined, null, 'app=web', []])('%j, which is none, matches nothing', (selector) => {
    expect(matchesSelector(selector, labels)).toBe(false);
  });

  test('keys of the prototype are no labels', () => {
    expect(matchesSelector({ matchExpressions: [{ key: 'constructor', operator: 'Exists' }] }, {})).toBe(false);
    expect(matchesMap({ toString: 'x' }, {})).toBe(false);
  });

  test.each([
    [{}, true],
    [{ matchLabels: {}, matchExpressions: [] }, true],
    [{ matchLabels: { app: 'web' } }, false],
    [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, false],
    [undefined, false],
    [null, false],
  ])('%j selects everything: %s', (selector, everything) => expect(selectsEverything(selector)).toBe(everything));
});

test.each([
  [{ app: 'web' }, true],
  [{ app: 'web', tier: 'front' }, true],
  [{ app: 'web', tier: 'back' }, false],
  [{ gone: '' }, false],
  [{}, false],
  [undefined, false],
])('the map selector %j matches: %s', (selector, matches) => expect(matchesMap(selector, labels)).toBe(matches));
