import { integerNumber, integerOf } from '../../values/number.ts';
import { isArray, isNumber, kindOf, type RegoArray, type RegoNumber, type RegoValue } from '../../values/value.ts';
import { type Builtin, BuiltinError } from '../builtin.ts';
import { type Args, integerAt, operand, operandError, textAt } from '../operands.ts';
import { daysInMonth, localSeconds, type WallTime, wallTime, weekdayOf } from './calendar.ts';
import { parseDuration } from './duration.ts';
import { formatTime } from './format-time.ts';
import { layoutOf } from './layout.ts';
import { parseTime } from './parse-time.ts';
import { utc, type Zone, zoneOf } from './zone.ts';

export const timeBuiltins: readonly Builtin[] = [
  { name: 'time.now_ns', evaluate: (_, context) => integerNumber(context.now()) },
  { name: 'time.parse_ns', evaluate: (args) => safe(parseTime(layoutOf(textAt(args, 0)), textAt(args, 1))) },
  { name: 'time.parse_rfc3339_ns', evaluate: (args) => safe(parseTime(layoutOf('RFC3339'), textAt(args, 0))) },
  { name: 'time.parse_duration_ns', evaluate: (args) => integerNumber(parseDuration(textAt(args, 0))) },
  { name: 'time.format', evaluate: format },
  { name: 'time.date', evaluate: (args) => dateOf(wallOf(momentAt(args, 0))) },
  { name: 'time.clock', evaluate: (args) => clockOf(wallOf(momentAt(args, 0))) },
  { name: 'time.weekday', evaluate: (args) => weekdayOf(wallOf(momentAt(args, 0)).daysSinceEpoch) },
  { name: 'time.add_date', evaluate: addDate },
  { name: 'time.diff', evaluate: (args) => difference(momentAt(args, 0), momentAt(args, 1)) },
];

/** A time and how it is to be shown. */
interface Moment {
  readonly seconds: number;
  readonly nanosecond: number;
  readonly zone: Zone;
  readonly layout: string;
}

const perSecond = 1_000_000_000n;

/** Nanoseconds, or a list of them, a time zone and a layout. */
function momentAt(args: Args, index: number): Moment {
  const value = operand(args, index);
  if (isNumber(value)) return moment(value, utc, '');
  if (!isArray(value) || value.length === 0) {
    throw operandError(0, `must be either number (ns) or [number (ns), string (tz)] but got ${kindOf(value)}`);
  }
  const [nanoseconds = null, zone = '', layout = ''] = value;
  if (!isNumber(nanoseconds)) throw operandError(0, `must be number but got ${kindOf(nanoseconds)}`);
  return moment(nanoseconds, zoneOf(text(zone)), text(layout));
}

function text(value: RegoValue): string {
  if (typeof value === 'string') return value;
  throw operandError(0, `must be string but got ${kindOf(value)}`);
}

function moment(nanoseconds: RegoNumber, zone: Zone, layout: string): Moment {
  const integer = integerOf(nanoseconds);
  if (integer === undefined || BigInt.asIntN(64, integer) !== integer) throw new BuiltinError('timestamp too big');
  const nanosecond = ((integer % perSecond) + perSecond) % perSecond;
  return { seconds: Number((integer - nanosecond) / perSecond), nanosecond: Number(nanosecond), zone, layout };
}

function wallOf({ seconds, nanosecond, zone }: Moment): WallTime {
  return wallTime(seconds + zone.offsetAt(seconds), nanosecond);
}

/** OPA gives no time that does not fit into 64 bits of nanoseconds. */
function safe(nanoseconds: bigint): RegoNumber {
  if (BigInt.asIntN(64, nanoseconds) === nanoseconds) return integerNumber(nanoseconds);
  throw new BuiltinError('time outside of valid range');
}

function format(args: Args): string {
  const given = momentAt(args, 0);
  const layout = layoutOf(given.layout === '' ? 'RFC3339Nano' : given.layout);
  const { zone, seconds } = given;
  return formatTime({ wall: wallOf(given), offset: zone.offsetAt(seconds), zoneName: zone.nameAt(seconds) }, layout);
}

function dateOf({ year, month, day }: WallTime): RegoArray {
  return [year, month, day];
}

function clockOf({ hour, minute, second }: WallTime): RegoArray {
  return [hour, minute, second];
}

function addDate(args: Args): RegoNumber {
  const start = momentAt(args, 0);
  const wall = wallOf(start);
  const [years, months, days] = [integerAt(args, 1), integerAt(args, 2), integerAt(args, 3)];
  const local = localSeconds({ ...wall, year: wall.year + years, month: wall.month + months, day: wall.day + days });
  if (!Number.isSafeInteger(local)) throw new BuiltinError('time outside of valid range');
  // The offset is that of the zone at the time that it leads to.
  const guess = start.zone.offsetAt(local);
  const offset = start.zone.offsetAt(local - guess);
  return safe(BigInt(local - offset) * perSecond + BigInt(start.nanosecond));
}

/** Years, months, days, hours, minutes and seconds between two times, in the zone of the first. */
function difference(one: Moment, other: Moment): RegoArray {
  const isAfter = one.seconds > other.seconds || (one.seconds === other.seconds && one.nanosecond > other.nanosecond);
  const [from, to] = isAfter ? [other, one] : [one, other];
  const start = wallOf({ ...from, zone: one.zone });
  const end = wallOf({ ...to, zone: one.zone });
  let [years, months, days] = [end.year - start.year, end.month - start.month, end.day - start.day];
  let [hours, minutes, seconds] = [end.hour - start.hour, end.minute - start.minute, end.second - start.second];
  if (seconds < 0) [seconds, minutes] = [seconds + 60, minutes - 1];
  if (minutes < 0) [minutes, hours] = [minutes + 60, hours - 1];
  if (hours < 0) [hours, days] = [hours + 24, days - 1];
  if (days < 0) [days, months] = [days + daysInMonth(start.year, start.month), months - 1];
  if (months < 0) [months, years] = [months + 12, years - 1];
  return [years, months, days, hours, minutes, seconds];
}
