import { expect, test } from 'vitest';
import { pairTable, textTable } from './text-table.ts';

test('titles stand in the middle, cells to the left; characters count, not code units', () => {
  expect(
    textTable(
      ['i', 'value'],
      [
        ['0', '"é𝒳"'],
        ['10', 'x'],
      ],
    ),
  ).toBe('┌────┬───────┐\n│ i  │ value │\n├────┼───────┤\n│ 0  │ "é𝒳"  │\n│ 10 │ x     │\n└────┴───────┘\n');
});

test('pairs have no titles', () => {
  expect(
    pairTable([
      ['a', '1'],
      ['long', '22'],
    ]),
  ).toBe('┌──────┬────┐\n│ a    │ 1  │\n│ long │ 22 │\n└──────┴────┘\n');
});
