const named: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
]);

const plain = /^[ !#-[\]-~]*$/;
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** Whether Go's `strconv.IsPrint` takes a character for printable. */
export function isPrintable(character: string): boolean {
  return printable.test(character);
}

/** A text in double quotes with Go's escapes (`strconv.Quote`); `asciiOnly` escapes all else too (`%+q`). */
export function quote(text: string, asciiOnly?: 'ascii'): string {
  if (plain.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const character of text) quoted += named.get(character) ?? escapeUnprintable(character, asciiOnly);
  return `${quoted}"`;
}

function escapeUnprintable(character: string, asciiOnly: 'ascii' | undefined): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return code < 0x20 || code === 0x7f ? `\\x${hex(code, 2)}` : character;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`;
  if (asciiOnly === undefined && printable.test(character)) return character;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
