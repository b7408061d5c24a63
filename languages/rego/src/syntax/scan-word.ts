const digitsBeyondAscii = /\p{Nd}/uy;

/** Where a word that begins at `at` ends: ASCII letters, `_` and the decimal digits of any script. */
export function wordEnd(text: string, at: number): number {
  let end = at;
  for (;;) {
    const code = text.charCodeAt(end);
    if (isLetter(code) || isDecimal(code)) end++;
    else if (code >= 128) {
      digitsBeyondAscii.lastIndex = end;
      const digit = digitsBeyondAscii.exec(text);
      if (digit === null) return end;
      end += digit[0].length;
    } else return end;
  }
}

/** `a` to `z`, `A` to `Z` and `_`. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

/** `0` to `9`. */
export function isDecimal(code: number): boolean {
  return code >= 48 && code <= 57;
}
