import { expect, test } from 'vitest';
import { plainReader } from '../test/sample-report.ts';
import { displayWidth, fitted, terminal, wrapped } from './terminal.ts';

test.each([
  ['abc', 3],
  ['', 0],
  ['é', 1],
  ['e\u0301', 1],
  ['漢字', 4],
  ['한국', 4],
  ['Ａ', 2],
  ['😀', 2],
  ['🇩🇪', 2],
  ['◆ ▲', 3],
  ['𠀀', 2],
])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test.each([
  ['one two three', 7, ['one two', 'three']],
  ['漢字漢字 x', 4, ['漢字', '漢字', 'x']],
  ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ['a  b', 10, ['a  b']],
  ['', 10, []],
])('%j wraps at %i', (text, width, lines) => {
  expect(wrapped(text, width)).toEqual(lines);
});

test('what does not fit ends in an ellipsis', () => {
  expect(fitted('Container runs', 10, '…')).toBe('Container…');
  expect(fitted('漢字漢字', 5, '…')).toBe('漢字…');
  expect(fitted('fits', 10, '…')).toBe('fits');
});

test('a severity is a shape, a letter and a word', () => {
  expect(terminal(plainReader).mark('critical')).toBe('◆ C critical');
  expect(terminal({ ...plainReader, unicode: false }).mark('critical')).toBe('# C critical');
  expect(terminal({ ...plainReader, colour: true }).paint('high', 'x')).toBe('\u001b[31mx\u001b[0m');
});
