import { latin1Text } from '@bulwark/text';
import { contentOf, DerError, type DerValue, tags } from './der.ts';

const utf8String = 0x0c;
const bmpString = 0x1e;
const universalString = 0x1c;

/** The text of any ASN.1 string type; bytes that are no UTF-8 are read one by one. */
export function stringOf(value: DerValue): string {
  const content = contentOf(value);
  if (value.tag === bmpString) return wideText(content, 2);
  if (value.tag === universalString) return wideText(content, 4);
  const text = latin1Text(content);
  return value.tag === utf8String ? (utf8Text(content) ?? text) : text;
}

function wideText(content: Uint8Array, width: number): string {
  let text = '';
  for (let at = 0; at + width <= content.length; at += width) {
    let code = 0;
    for (let index = 0; index < width; index++) code = code * 256 + (content[at + index] ?? 0);
    text += code > 0x10_ffff ? '\ufffd' : String.fromCodePoint(code);
  }
  return text;
}

function utf8Text(content: Uint8Array): string | undefined {
  const escapes = Array.from(content, (byte) => `%${byte.toString(16).padStart(2, '0')}`);
  try {
    return decodeURIComponent(escapes.join(''));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** A Time of RFC 5280 section 4.1.2.5, in milliseconds since 1970. */
export function timeOf(value: DerValue | undefined): number {
  if (value === undefined) throw new DerError('no time');
  const text = latin1Text(contentOf(value));
  const match =
    value.tag === tags.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(text)
      : value.tag === tags.generalizedTime
        ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d{1,9})?Z$/.exec(text)
        : null;
  if (match === null) throw new DerError('no time in UTC');
  const [, year = '', month, day, hour, minute, second = '00'] = match;
  const century = year.length === 4 ? '' : Number(year) < 50 ? '20' : '19';
  const moment = Date.parse(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(moment)) throw new DerError('no moment of the calendar');
  return moment;
}

/** An iPAddress of four or sixteen bytes; undefined for other lengths. */
export function addressOf(content: Uint8Array): string | undefined {
  if (content.length === 4) return content.join('.');
  if (content.length !== 16) return undefined;
  const groups = Array.from(
    { length: 8 },
    (_, index) => (content[index * 2] ?? 0) * 256 + (content[index * 2 + 1] ?? 0),
  );
  return shortest(groups.map((group) => group.toString(16)));
}

/** The longest run of zero groups becomes `::` (RFC 5952). */
function shortest(groups: readonly string[]): string {
  let best = { from: 0, length: 1 };
  let from = 0;
  for (let at = 0; at <= groups.length; at++) {
    if (groups[at] === '0') continue;
    if (at - from > best.length) best = { from, length: at - from };
    from = at + 1;
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.from).join(':')}::${groups.slice(best.from + best.length).join(':')}`;
}
