const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const illegal = 255;
const sextets = new Uint8Array(128).fill(illegal);
for (let value = 0; value < alphabet.length; value++) sextets[alphabet.charCodeAt(value)] = value;

/**
 * The bytes of standard base64 (RFC 4648 section 4), line breaks ignored and padding required, as the API server reads
 * it; undefined where the text is something else.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const clean = /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, '') : text;
  if (clean.length % 4 !== 0) return undefined;
  const padding = clean.endsWith('==') ? 2 : clean.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((clean.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let index = 0; index < clean.length - padding; index++) {
    const sextet = sextets[clean.charCodeAt(index)] ?? illegal;
    if (sextet === illegal) return undefined;
    bits = ((bits << 6) | sextet) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = (bits >> held) & 0xff;
  }
  return bytes;
}

/** Standard base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(index, index + 3);
    const group = (first << 16) | (second << 8) | third;
    for (let place = 0; place < 4; place++) {
      text += index + place > bytes.length ? '=' : alphabet.charAt((group >> (18 - 6 * place)) & 63);
    }
  }
  return text;
}

/** UTF-8; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    addUtf8(code >= 0xd800 && code <= 0xdfff ? 0xfffd : code, bytes);
  }
  return Uint8Array.from(bytes);
}

function addUtf8(code: number, into: number[]): void {
  if (code < 0x80) into.push(code);
  else if (code < 0x800) into.push(0xc0 | (code >> 6), 0x80 | (code & 63));
  else if (code < 0x10000) into.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  else into.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
}

const chunk = 8192;

/** One character for each byte (ISO 8859-1): enough to look for ASCII in bytes of any kind. */
export function latin1Text(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return text;
}
