import type { Severity } from '@bulwark/model';
import type { FormatContext } from './format.ts';
import { asciiText, inertText } from './inert.ts';
import { severityMarks } from './severity-mark.ts';

// Colours of the terminal's own palette, so that the user's theme keeps them legible. Each stands beside shape and word.
const codes = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  info: '90',
  strong: '1',
  faint: '2',
  plain: '',
} as const;
type Paint = keyof typeof codes;

const wide =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}])/u;

let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

/** Columns that inert text takes: graphemes, East Asian wide ones and emoji twice (UAX #11, UAX #29). */
export function displayWidth(text: string): number {
  if (isAscii(text)) return text.length;
  return graphemes(text).reduce((sum, grapheme) => sum + widthOf(grapheme), 0);
}

function widthOf(grapheme: string): number {
  return wide.test(grapheme) ? 2 : 1;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** Lines no wider than `width`, broken at spaces, within a word only where it is wider than a line. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ').flatMap((part) => slices(part, width))) {
    const size = displayWidth(word);
    if (used > 0 && used + 1 + size > width) {
      lines.push(line);
      line = word;
      used = size;
    } else {
      line = used === 0 ? word : `${line} ${word}`;
      used += (used === 0 ? 0 : 1) + size;
    }
  }
  return used > 0 ? [...lines, line] : lines;
}

/** A word in pieces of at most `width` columns. */
function slices(word: string, width: number): string[] {
  if (word.length * 2 <= width || displayWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const grapheme of graphemes(word)) {
    const size = widthOf(grapheme);
    if (used + size > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += grapheme;
    used += size;
  }
  return [...pieces, piece];
}

/** Text in at most `width` columns; an ellipsis shows that some is left off. */
export function fitted(text: string, width: number, ellipsis: string): string {
  if (displayWidth(text) <= width) return text;
  const [first = ''] = slices(text, Math.max(1, width - ellipsis.length));
  return `${first.trimEnd()}${ellipsis}`;
}

/** Words and marks as one reader's terminal shows them. */
export interface Terminal {
  readonly width: number;
  readonly verbose: boolean;
  readonly dot: string;
  readonly ellipsis: string;
  /** Text from outside, made inert. */
  say(text: string): string;
  paint(paint: Paint, text: string): string;
  /** `◆ C critical`, or `#  C critical` where only ASCII can be shown. */
  mark(severity: Severity): string;
  glyph(severity: Severity): string;
}

const narrowest = 60;

export function terminal(context: FormatContext): Terminal {
  const { colour, unicode, verbose } = context;
  const glyph = (severity: Severity) => severityMarks[severity][unicode ? 'glyph' : 'ascii'];
  return {
    width: Math.max(narrowest, context.width),
    verbose,
    dot: unicode ? '·' : '-',
    ellipsis: unicode ? '…' : '...',
    say: unicode ? inertText : asciiText,
    paint: (paint, text) => (colour && codes[paint] !== '' ? `\u001b[${codes[paint]}m${text}\u001b[0m` : text),
    mark: (severity) => `${glyph(severity)} ${severityMarks[severity].letter} ${severity}`,
    glyph,
  };
}
