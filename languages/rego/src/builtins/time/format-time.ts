import { daysFromEpoch, monthNames, type WallTime, weekdayOf } from './calendar.ts';
import { layoutParts } from './layout.ts';

/** A time in its zone. */
export interface ZonedTime {
  readonly wall: WallTime;
  /** Seconds east of Greenwich. */
  readonly offset: number;
  readonly zoneName: string;
}

/** A time as a Go layout shows it. */
export function formatTime(time: ZonedTime, layout: string): string {
  return layoutParts(layout)
    .map(({ prefix, element }) => prefix + (element === undefined ? '' : elementText(time, element)))
    .join('');
}

function elementText(time: ZonedTime, element: string): string {
  const { wall } = time;
  const month = monthNames[wall.month - 1] ?? '';
  const weekday = weekdayOf(wall.daysSinceEpoch);
  const hour = wall.hour % 12 === 0 ? 12 : wall.hour % 12;
  const simple: Readonly<Record<string, string>> = {
    January: month,
    Jan: month.slice(0, 3),
    Monday: weekday,
    Mon: weekday.slice(0, 3),
    MST: time.zoneName,
    '01': digits(wall.month, 2),
    '1': String(wall.month),
    '02': digits(wall.day, 2),
    '2': String(wall.day),
    _2: String(wall.day).padStart(2),
    '002': digits(dayOfYear(wall), 3),
    __2: String(dayOfYear(wall)).padStart(3),
    '15': digits(wall.hour, 2),
    '03': digits(hour, 2),
    '3': String(hour),
    '04': digits(wall.minute, 2),
    '4': String(wall.minute),
    '05': digits(wall.second, 2),
    '5': String(wall.second),
    '06': digits(((wall.year % 100) + 100) % 100, 2),
    '2006': wall.year < 0 ? `-${digits(-wall.year, 4)}` : digits(wall.year, 4),
    PM: wall.hour >= 12 ? 'PM' : 'AM',
    pm: wall.hour >= 12 ? 'pm' : 'am',
  };
  return simple[element] ?? (/^[.,]/.test(element) ? fraction(wall, element) : offsetText(time.offset, element));
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}

function dayOfYear({ daysSinceEpoch, year }: WallTime): number {
  return daysSinceEpoch - daysFromEpoch({ year, month: 1, day: 1 }) + 1;
}

/** `.000` shows so many places, `.999` as many of them as are needed. */
function fraction({ nanosecond }: WallTime, element: string): string {
  const shown = digits(nanosecond, 9).slice(0, element.length - 1);
  const text = element.includes('9') ? shown.replace(/0+$/, '') : shown;
  return text === '' ? '' : element.charAt(0) + text;
}

function offsetText(offset: number, element: string): string {
  if (element.startsWith('Z') && offset === 0) return 'Z';
  const magnitude = Math.abs(offset);
  const parts = [Math.floor(magnitude / 3600), Math.floor(magnitude / 60) % 60, magnitude % 60];
  const count = element.replace(/[^0-9]/g, '').length / 2;
  const separator = element.includes(':') ? ':' : '';
  const shown = parts.slice(0, count).map((part) => digits(part, 2));
  return (offset < 0 ? '-' : '+') + shown.join(separator);
}
