/** The pieces of a text between any of the characters. */
export function splitAt(text: string, ends: string): string[] {
  const parts = [''];
  for (const character of text) {
    if (ends.includes(character)) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  return parts;
}
