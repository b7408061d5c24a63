/** The order of keys that go-yaml writes: letters behind all else, and numbers in texts by their value. */
export function naturalOrder(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  let afterDigit = false;
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [x = '', y = ''] = [a[at], b[at]];
    if (x === y) {
      afterDigit = isDigit(x);
      continue;
    }
    const [isLetterX, isLetterY] = [isLetter(x), isLetter(y)];
    if (isLetterX && isLetterY) return codeOf(x) - codeOf(y);
    if (isLetterX || isLetterY) return isLetterX === afterDigit ? -1 : 1;
    const [numberX, numberY] = [numberAt(a, at), numberAt(b, at)];
    if (numberX.value !== numberY.value) return numberX.value < numberY.value ? -1 : 1;
    if (numberX.end !== numberY.end) return numberX.end - numberY.end;
    return codeOf(x) - codeOf(y);
  }
  return a.length - b.length;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function isLetter(character: string): boolean {
  return /\p{L}/u.test(character);
}

function isDigit(character: string): boolean {
  return /\p{Nd}/u.test(character);
}

/** The number that begins at a place; where it goes on from digits before, zeros do not lead. */
function numberAt(characters: readonly string[], start: number): { readonly value: bigint; readonly end: number } {
  let before = start;
  while (before > 0 && isDigit(characters[before - 1] ?? '')) before--;
  const leads = characters.slice(before, start).some((digit) => digit !== '0');
  let end = start;
  while (isDigit(characters[end] ?? '')) end++;
  const digits = characters
    .slice(start, end)
    .join('')
    .replace(/[^0-9]/g, '0');
  return { value: BigInt(`${leads ? '1' : ''}${digits || '0'}`), end };
}
