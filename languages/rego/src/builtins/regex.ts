import { quote } from '../values/quote.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';
import { globsIntersect } from './glob-intersection.ts';
import { type Args, integerAt, operand, textAt } from './operands.ts';
import { type Match, type Pattern, patternOf, quotePattern } from './pattern.ts';

export const regexBuiltins: readonly Builtin[] = [
  { name: 'regex.match', evaluate: isMatch },
  { name: 're_match', evaluate: isMatch },
  { name: 'regex.is_valid', evaluate: isValid },
  { name: 'regex.split', evaluate: split },
  { name: 'regex.find_n', evaluate: find },
  { name: 'regex.find_all_string_submatch_n', evaluate: findGroups },
  { name: 'regex.replace', evaluate: replace },
  { name: 'regex.template_match', evaluate: matchTemplate },
  { name: 'regex.globs_match', evaluate: (args) => globsIntersect(textAt(args, 0), textAt(args, 1)) },
];

function isMatch(args: Args, context: BuiltinContext): boolean {
  const source = textAt(args, 0);
  const text = textAt(args, 1);
  context.count(text.length >> 4);
  return patternOf(source).isIn(text);
}

function isValid(args: Args): boolean {
  const source = operand(args, 0);
  if (typeof source !== 'string') return false;
  try {
    patternOf(source);
    return true;
  } catch (error) {
    if (error instanceof BuiltinError) return false;
    throw error;
  }
}

function split(args: Args, context: BuiltinContext): readonly string[] {
  const source = textAt(args, 0);
  const text = textAt(args, 1);
  const pattern = patternOf(source);
  if (source !== '' && text === '') return [''];
  const parts: string[] = [];
  let from = 0;
  let stop = 0;
  for (const [start = 0, end = 0] of pattern.matches(text, -1, context)) {
    stop = start;
    if (end !== 0) parts.push(text.slice(from, start));
    from = end;
  }
  if (stop !== text.length) parts.push(text.slice(from));
  return parts;
}

function find(args: Args, context: BuiltinContext): readonly string[] {
  const source = textAt(args, 0);
  const text = textAt(args, 1);
  const most = integerAt(args, 2);
  const matches = patternOf(source).matches(text, most, context);
  return Array.from(matches, ([start, end]) => text.slice(start, end));
}

function findGroups(args: Args, context: BuiltinContext): readonly (readonly string[])[] {
  const source = textAt(args, 0);
  const text = textAt(args, 1);
  const most = integerAt(args, 2);
  const matches = patternOf(source).matches(text, most, context);
  return Array.from(matches, (match) => groups(text, match));
}

function groups(text: string, match: Match): readonly string[] {
  return Array.from({ length: match.length / 2 }, (_, group) => groupText(text, match, group));
}

function groupText(text: string, match: Match, group: number): string {
  const start = match[2 * group] ?? -1;
  return start < 0 ? '' : text.slice(start, match[2 * group + 1]);
}

function replace(args: Args, context: BuiltinContext): string {
  const text = textAt(args, 0);
  const source = textAt(args, 1);
  const template = textAt(args, 2);
  const pattern = patternOf(source);
  let result = '';
  let from = 0;
  for (const match of pattern.matches(text, -1, context)) {
    result += text.slice(from, match[0]) + expand(template, { pattern, text, match }, context);
    from = match[1] ?? text.length;
  }
  return result + text.slice(from);
}

interface Found {
  readonly pattern: Pattern;
  readonly text: string;
  readonly match: Match;
}

/** `$1`, `$name` and `${name}` are groups, `$$` is a dollar; the name reaches as far as it can (Go's `Expand`). */
function expand(template: string, { pattern, text, match }: Found, context: BuiltinContext): string {
  context.count(1, template.length);
  return template.replace(/\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})?/gu, (whole, bare, braced) => {
    if (whole === '$$') return '$';
    const name: string | undefined = bare ?? braced;
    if (name === undefined) return whole;
    const group = /^\d+$/.test(name) ? Number(name) : pattern.names[name];
    const inserted = group === undefined ? '' : groupText(text, match, group);
    context.count(0, inserted.length);
    return inserted;
  });
}

/** A template is plain text but for patterns between two delimiters: `urn:foo:{.*}`. */
function matchTemplate(args: Args): boolean {
  const template = textAt(args, 0);
  const text = textAt(args, 1);
  const [start, end] = [textAt(args, 2), textAt(args, 3)];
  if (start.length !== 1) {
    throw new BuiltinError(`start delimiter has to be exactly one character long but is ${start.length} long`);
  }
  if (end.length !== 1) {
    throw new BuiltinError(`end delimiter has to be exactly one character long but is ${start.length} long`);
  }
  let source = '^';
  let from = 0;
  for (const [open, close] of delimited(template, start, end)) {
    const inner = template.slice(open + 1, close);
    patternOf(`^${inner}$`);
    source += `${quotePattern(template.slice(from, open))}(${inner})`;
    from = close + 1;
  }
  return patternOf(`${source}${quotePattern(template.slice(from))}$`).isIn(text);
}

/** Where the outermost pairs of delimiters stand. */
function delimited(template: string, start: string, end: string): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let level = 0;
  let open = 0;
  for (let at = 0; at < template.length; at++) {
    if (template[at] === start) {
      if (level++ === 0) open = at;
    } else if (template[at] === end) {
      if (--level === 0) pairs.push([open, at]);
    }
    if (level < 0) break;
  }
  if (level !== 0) throw new BuiltinError(`unbalanced braces in ${quote(template)}`);
  return pairs;
}
