import type { Random } from './random.ts';

const junk = [
  '{',
  '}',
  '[',
  ')',
  '"',
  ':=',
  '=',
  ';',
  '\n',
  'if',
  'else',
  'not',
  'some',
  'with',
  'as',
  '.',
  ',',
  '|',
  '1.',
  '$',
  'default',
  'import',
];

/** A module with one token gone, doubled, replaced or added. */
export function breakText(random: Random, whole: string): string {
  // After a dot OPA takes the operators `|` and `&` for the names `or` and `and` of v2.
  const text = whole.includes('import rego.v2') ? whole.replace(/[|&]/g, '-') : whole;
  const tokens = text.match(/\w+|\s+|[^\w\s]+/g) ?? [];
  const at = random.below(Math.max(tokens.length, 1));
  const before = tokens.slice(0, at);
  const after = tokens.slice(at + 1);
  const token = tokens[at] ?? '';
  switch (random.below(4)) {
    case 0:
      return [...before, ...after].join('');
    case 1:
      return [...before, token, token, ...after].join('');
    case 2:
      return [...before, random.pick(junk), ...after].join('');
    default:
      return [...before, token, ` ${random.pick(junk)} `, ...after].join('');
  }
}
