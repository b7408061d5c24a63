/** A day of the Gregorian calendar, without end in both directions; months and days count from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days from 1970-01-01; months and days beyond their range flow over into years and months. */
export function daysFromEpoch({ year, month, day }: Day): number {
  const years = year + Math.floor((month - 1) / 12);
  const normalMonth = (((month - 1) % 12) + 12) % 12;
  // Years begin in March here, so that the leap day is the last one.
  const shifted = normalMonth < 2 ? years - 1 : years;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((normalMonth + 10) % 12) + 2) / 5);
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468 + (day - 1);
}

function dayOf(daysSinceEpoch: number): Day {
  const days = daysSinceEpoch + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0);
}

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export function weekdayOf(daysSinceEpoch: number): string {
  return weekdayNames[(((daysSinceEpoch + 4) % 7) + 7) % 7] ?? '';
}

const secondsPerDay = 86_400;

/** What a clock and a calendar on the wall show. */
export interface WallTime extends Day {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  readonly daysSinceEpoch: number;
}

/** The wall time of seconds since 1970 that the zone's offset was added to. */
export function wallTime(localSeconds: number, nanosecond: number): WallTime {
  const daysSinceEpoch = Math.floor(localSeconds / secondsPerDay);
  const rest = localSeconds - daysSinceEpoch * secondsPerDay;
  return {
    ...dayOf(daysSinceEpoch),
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    nanosecond,
    daysSinceEpoch,
  };
}

/** Seconds since 1970 of a wall time, as if it were UTC. */
export function localSeconds(wall: Omit<WallTime, 'daysSinceEpoch' | 'nanosecond'>): number {
  return daysFromEpoch(wall) * secondsPerDay + wall.hour * 3600 + wall.minute * 60 + wall.second;
}
