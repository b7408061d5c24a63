/** The abbreviation of a time zone that a text begins with, by the rules of Go's `time.Parse`. */
export function zoneAbbreviation(text: string): string | undefined {
  if (text.startsWith('UTC')) return 'UTC';
  if (text.length < 3) return undefined;
  if (/^(?:ChST|MeST)/.test(text)) return text.slice(0, 4);
  if (text.startsWith('GMT')) return `GMT${signedHours(text.slice(3))}`;
  if (/^[-+]/.test(text)) return signedHours(text) || undefined;
  const letters = /^[A-Z]{0,6}/.exec(text)?.[0] ?? '';
  if (letters.length === 3) return letters;
  if (letters.length === 4 && (letters.endsWith('T') || letters === 'WITA')) return letters;
  return letters.length === 5 && letters.endsWith('T') ? letters : undefined;
}

function signedHours(text: string): string {
  const found = /^[-+]\d+/.exec(text)?.[0] ?? '';
  return found !== '' && Math.abs(Number(found)) < 24 ? found : '';
}
