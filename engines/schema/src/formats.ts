import { ExactDecimal, type JsonValue } from '@bulwark/text';

const timestamp = /^\d{4}-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/;
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text is a time as the API server reads it (RFC 3339, as Go's time.Parse). */
export function isTimestamp(text: string): boolean {
  const match = timestamp.exec(text);
  if (!match) return false;
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return (
    month >= 1 &&
    day >= 1 &&
    day <= lastDay(Number(text.slice(0, 4)), month) &&
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    zoneHour <= 24 &&
    zoneMinute < 60
  );
}

function lastDay(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && !isLeap ? 28 : (monthDays[month - 1] ?? 0);
}

/** Whether a text is base64 with padding, line breaks allowed (RFC 4648, as Go's base64.StdEncoding). */
export function isBase64(text: string): boolean {
  const plain = /[\r\n]/.test(text) ? text.replaceAll(/[\r\n]/g, '') : text;
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain);
}

/** Whether a value is an integer of so many bits. `1.0` and `1e3` are none for the API server, `-0` is. */
export function isInteger(value: JsonValue, bits: 32 | 64): boolean {
  if (value instanceof ExactDecimal) return value.text === '-0';
  if (typeof value === 'bigint') return bits === 64 && value >= -(2n ** 63n) && value < 2n ** 63n;
  if (typeof value !== 'number' || !Number.isInteger(value)) return false;
  // A number beyond 2^53 was written with an exponent or fits no integer text: those come as bigint.
  return bits === 32 ? value >= -(2 ** 31) && value < 2 ** 31 : Number.isSafeInteger(value);
}
