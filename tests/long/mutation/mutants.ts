import { randomFrom } from '@bulwark/testkit';

/** One small change of a file's code. */
export interface Mutant {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
}

/** What is changed into what; each found anywhere in code, never in comments, texts and types. */
const changes: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/ === /g, () => ' !== '],
  [/ !== /g, () => ' === '],
  [/ < /g, () => ' <= '],
  [/ <= /g, () => ' < '],
  [/ > /g, () => ' >= '],
  [/ >= /g, () => ' > '],
  [/ && /g, () => ' || '],
  [/ \|\| /g, () => ' && '],
  [/ \+ /g, () => ' - '],
  [/ - /g, () => ' + '],
  [/\+\+/g, () => '--'],
  [/\btrue\b/g, () => 'false'],
  [/\bfalse\b/g, () => 'true'],
  [/(?<=[ (])!(?=[\w(])/g, () => ''],
  [/\.some\(/g, () => '.every('],
  [/\.every\(/g, () => '.some('],
  [/\bcontinue;/g, () => 'break;'],
  [/\bbreak;/g, () => 'continue;'],
  [/(?<=\breturn )(?!undefined|true|false)[^;{}\n]+(?=;\n)/g, () => 'undefined'],
  [/(?<=\bif \()[^()\n]*(?:\([^()\n]*\)[^()\n]*)*(?=\))/g, () => 'true'],
  [/(?<=\bif \()[^()\n]*(?:\([^()\n]*\)[^()\n]*)*(?=\))/g, () => 'false'],
];

/** All mutants of a file's text. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const code = withoutTextAndTypes(text);
  return changes.flatMap(([pattern, change]) =>
    Array.from(code.matchAll(pattern), (match) => {
      const start = match.index;
      const end = start + match[0].length;
      const line = text.slice(0, start).split('\n').length;
      return { file, line, start, end, from: text.slice(start, end), to: change(match[0]) };
    }).filter(({ from, to }) => from !== to),
  );
}

/** The text with a mutant in it. */
export function mutated(text: string, { start, end, to }: Mutant): string {
  return text.slice(0, start) + to + text.slice(end);
}

const blank = (text: string): string => text.replace(/[^\n]/g, '\0');

/** Same length; what no mutant may touch is blanked. */
function withoutTextAndTypes(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, blank)
    .replace(/'(?:[^'\\\n]|\\.)*'/g, blank)
    .replace(/`(?:[^`\\]|\\.)*`/g, blank)
    .replace(/^(?:export )?(?:interface|type) [\s\S]*?^(?:\}|[^\n]*;$)/gm, blank)
    .replace(/^import [^\n]*$/gm, blank)
    .replace(/^ *(?:readonly|private) [^\n=]*;$/gm, blank);
}

/** A sample without repetition, the same for the same seed. */
export function sample<T>(all: readonly T[], count: number, seed: number): T[] {
  const random = randomFrom(seed);
  const rest = [...all];
  return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(random(rest.length), 1)).flat();
}
