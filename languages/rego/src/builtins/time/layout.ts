/** A piece of a Go time layout (https://pkg.go.dev/time#Layout): plain text, or an element of the reference time. */
export interface LayoutPart {
  /** Text before the element. */
  readonly prefix: string;
  /** The element as the layout writes it: `2006`, `Jan`, `.000`; undefined at the end. */
  readonly element: string | undefined;
}

// The first that fits is it. What a name must not go on with is a small letter.
const elements = [
  'January',
  'Jan(?![a-z])',
  'Monday',
  'Mon(?![a-z])',
  'MST',
  '002',
  '0[1-6]',
  '15',
  '2006',
  '__2',
  '_2(?!006)',
  '[1-5]',
  'PM',
  'pm',
  '[-Z]070000',
  '[-Z]07:00:00',
  '[-Z]0700',
  '[-Z]07:00',
  '[-Z]07',
  '[.,]0+(?![0-9])',
  '[.,]9+(?![0-9])',
];

const pattern = new RegExp(elements.join('|'), 'g');

export function layoutParts(layout: string): readonly LayoutPart[] {
  const parts: LayoutPart[] = [];
  let from = 0;
  for (const match of layout.matchAll(pattern)) {
    parts.push({ prefix: layout.slice(from, match.index), element: match[0] });
    from = match.index + match[0].length;
  }
  return [...parts, { prefix: layout.slice(from), element: undefined }];
}

/** The layouts that OPA knows by the names of Go's constants. */
const named: ReadonlyMap<string, string> = new Map([
  ['ANSIC', 'Mon Jan _2 15:04:05 2006'],
  ['UnixDate', 'Mon Jan _2 15:04:05 MST 2006'],
  ['RubyDate', 'Mon Jan 02 15:04:05 -0700 2006'],
  ['RFC822', '02 Jan 06 15:04 MST'],
  ['RFC822Z', '02 Jan 06 15:04 -0700'],
  ['RFC850', 'Monday, 02-Jan-06 15:04:05 MST'],
  ['RFC1123', 'Mon, 02 Jan 2006 15:04:05 MST'],
  ['RFC1123Z', 'Mon, 02 Jan 2006 15:04:05 -0700'],
  ['RFC3339', '2006-01-02T15:04:05Z07:00'],
  ['RFC3339Nano', '2006-01-02T15:04:05.999999999Z07:00'],
]);

/** The layout of that name, or the text itself. */
export function layoutOf(text: string): string {
  return named.get(text) ?? text;
}
