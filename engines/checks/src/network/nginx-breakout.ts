/** What the value of a directive is to be: in a `pattern`, braces after an item are quantifiers. */
export type ValueForm = 'url' | 'word' | 'pattern';

/**
 * How a value leaves the directive that it is put into, for a message; undefined where it stays in it. A `#` within a
 * word, `$name`, `${name}`, `?`, `&` and `|` mean nothing to nginx's reader of words, so they are left alone.
 */
export function breakoutOf(value: string, form: ValueForm): string | undefined {
  if (!suspicious.test(value)) return undefined;
  if (/[\r\n]/.test(value)) return 'a line end within';
  const rest = value.replace(escaped, 'x').replace(form === 'pattern' ? quantifiers : variables, '$');
  if (rest.includes(';')) return 'a ";", which ends the directive';
  if (/(?:^|\s)#/.test(rest)) return 'a "#" at the beginning of a word, which starts a comment';
  if (rest.includes('{')) return 'a "{", which opens a block';
  // Within a word a closing brace means nothing.
  return /(?:^|\s)\}/.test(rest) ? 'a "}" at the beginning of a word, which closes the block' : undefined;
}

const suspicious = /[\r\n;#{}]/;
const escaped = /\\./gs;
const variables = /\$\{\w+\}/g;
const quantifiers = /\$\{\w+\}|(?<=[\w)\].*+?])\{\d+(?:,\d*)?\}/g;
