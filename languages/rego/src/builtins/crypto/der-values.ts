import { bytesText } from '../../values/byte-text.ts';
import { BuiltinError } from '../builtin.ts';
import { localSeconds, wallTime } from '../time/calendar.ts';
import { formatTime } from '../time/format-time.ts';
import { type Der, structureError, tags } from './asn1.ts';

const textTags: ReadonlySet<number> = new Set([tags.utf8, tags.printable, tags.ia5, 0x12, 0x1a]);

/** The text of a string of any of ASN.1's kinds; undefined for what is no string. */
export function derText(element: Der | undefined): string | undefined {
  if (element === undefined) return undefined;
  if (textTags.has(element.tag)) return bytesText(element.content);
  if (element.tag === tags.t61) return String.fromCharCode(...element.content);
  if (element.tag !== tags.bmp) return undefined;
  let text = '';
  for (let at = 0; at + 1 < element.content.length; at += 2) {
    text += String.fromCharCode(((element.content[at] ?? 0) << 8) | (element.content[at + 1] ?? 0));
  }
  return text;
}

/** Seconds since 1970 of a UTCTime or GeneralizedTime. */
export function derSeconds(element: Der | undefined): number {
  if (element?.tag !== tags.utcTime && element?.tag !== tags.generalizedTime) {
    throw structureError(tags.utcTime, element);
  }
  const text = bytesText(element.content);
  const match = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (match === null) throw new BuiltinError('x509: malformed time');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const full = element.tag === tags.generalizedTime ? year : year + (year >= 50 ? 1900 : 2000);
  return localSeconds({ year: full, month, day, hour, minute, second });
}

/** RFC 3339, as Go writes times in JSON. */
export function timeText(seconds: number): string {
  return formatTime({ wall: wallTime(seconds, 0), offset: 0, zoneName: 'UTC' }, '2006-01-02T15:04:05Z07:00');
}
