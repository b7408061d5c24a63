import { quote } from '../../values/quote.ts';
import { BuiltinError } from '../builtin.ts';
import { daysInMonth, isLeap, localSeconds, monthNames, weekdayNames } from './calendar.ts';
import { type LayoutPart, layoutParts } from './layout.ts';
import { zoneAbbreviation } from './zone-abbreviation.ts';

/** Nanoseconds since 1970 of a text in a Go layout. Throws BuiltinError as Go words it. */
export function parseTime(layout: string, text: string): bigint {
  return new TimeReader(layout, text).read();
}

interface Fields {
  year: number;
  month: number;
  day: number;
  dayOfYear: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  half: 'AM' | 'PM' | undefined;
  offset: number;
}

class TimeReader {
  readonly #layout: string;
  readonly #text: string;
  #rest: string;
  readonly #fields: Fields = {
    year: 0,
    month: 0,
    day: 0,
    dayOfYear: 0,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
    half: undefined,
    offset: 0,
  };

  constructor(layout: string, text: string) {
    this.#layout = layout;
    this.#text = text;
    this.#rest = text;
  }

  read(): bigint {
    const parts = layoutParts(this.#layout);
    for (const [at, { prefix, element }] of parts.entries()) {
      this.#skip(prefix);
      if (element !== undefined) this.#element(element, parts[at + 1]);
    }
    if (this.#rest !== '') this.#fail(`: extra text: ${quote(this.#rest)}`);
    return this.#result();
  }

  /** Spaces of the layout stand for any number of spaces. */
  #skip(prefix: string): void {
    let left = prefix;
    while (left !== '') {
      if (left.startsWith(' ')) {
        if (this.#rest !== '' && !this.#rest.startsWith(' ')) this.#cannot(prefix);
        left = left.replace(/^ +/, '');
        this.#rest = this.#rest.replace(/^ +/, '');
        continue;
      }
      if (left.charAt(0) !== this.#rest.charAt(0)) this.#cannot(prefix);
      left = left.slice(1);
      this.#rest = this.#rest.slice(1);
    }
  }

  #element(element: string, next: LayoutPart | undefined): void {
    const fields = this.#fields;
    switch (element) {
      case '2006':
        fields.year = Number(this.#take(/^\d{4}/, element));
        break;
      case '06': {
        const year = Number(this.#take(/^\d{2}/, element));
        fields.year = year >= 69 ? year + 1900 : year + 2000;
        break;
      }
      case 'January':
      case 'Jan':
        fields.month = this.#name(monthNames, element) + 1;
        break;
      case 'Monday':
      case 'Mon':
        this.#name(weekdayNames, element);
        break;
      case '01':
      case '1':
        fields.month = this.#number(element, { least: 1, most: 12, what: 'month' });
        break;
      case '_2':
      case '02':
      case '2':
        if (element === '_2') this.#rest = this.#rest.replace(/^ /, '');
        fields.day = Number(this.#take(element === '02' ? /^\d{2}/ : /^\d{1,2}/, element));
        break;
      case '__2':
      case '002':
        this.#dayOfYear(element);
        break;
      case 'PM':
      case 'pm':
        fields.half =
          this.#take(element === 'PM' ? /^(?:AM|PM)/ : /^(?:am|pm)/, element).toUpperCase() === 'PM' ? 'PM' : 'AM';
        break;
      default:
        this.#clock(element, next);
    }
  }

  #clock(element: string, next: LayoutPart | undefined): void {
    const fields = this.#fields;
    switch (element) {
      case '15':
        fields.hour = this.#number(element, { least: 0, most: 23, what: 'hour', isLoose: true });
        break;
      case '03':
      case '3':
        fields.hour = this.#number(element, { least: 0, most: 12, what: 'hour' });
        break;
      case '04':
      case '4':
        fields.minute = this.#number(element, { least: 0, most: 59, what: 'minute' });
        break;
      case '05':
      case '5':
        fields.second = this.#number(element, { least: 0, most: 59, what: 'second' });
        // A fraction may stand there even where the layout has none.
        if (next?.prefix !== '' || !/^[.,]/.test(next.element ?? '')) this.#fraction();
        break;
      case 'MST':
        this.#abbreviation(element);
        break;
      default:
        if (/^[.,]/.test(element)) this.#fractionOf(element);
        else this.#offset(element);
    }
  }

  #take(pattern: RegExp, element: string): string {
    const found = pattern.exec(this.#rest)?.[0];
    if (found === undefined) return this.#cannot(element);
    this.#rest = this.#rest.slice(found.length);
    return found;
  }

  #number(element: string, range: { least: number; most: number; what: string; isLoose?: true }): number {
    const held = this.#rest;
    const isFixed = element.length === 2 && range.isLoose === undefined;
    const value = Number(this.#take(isFixed ? /^\d{2}/ : /^\d{1,2}/, element));
    if (value < range.least || value > range.most) {
      this.#rest = held;
      this.#fail(`: ${range.what} out of range`);
    }
    return value;
  }

  #name(names: readonly string[], element: string): number {
    const short = element.length === 3;
    const at = names.findIndex((name) => {
      const wanted = short ? name.slice(0, 3) : name;
      return this.#rest.slice(0, wanted.length).toLowerCase() === wanted.toLowerCase();
    });
    if (at === -1) this.#cannot(element);
    this.#rest = this.#rest.slice(short ? 3 : (names[at] ?? '').length);
    return at;
  }

  #dayOfYear(element: string): void {
    if (element === '__2') this.#rest = this.#rest.replace(/^ {1,2}/, '');
    this.#fields.dayOfYear = Number(this.#take(element === '002' ? /^\d{3}/ : /^\d{1,3}/, element));
    if (this.#fields.dayOfYear === 0) this.#fail(': day-of-year out of range');
  }

  #fraction(): void {
    const found = /^[.,](\d+)/.exec(this.#rest);
    if (found === null) return;
    this.#rest = this.#rest.slice(found[0].length);
    this.#fields.nanosecond = Number((found[1] ?? '').slice(0, 9).padEnd(9, '0'));
  }

  #fractionOf(element: string): void {
    if (element.includes('9')) {
      this.#fraction();
      return;
    }
    const digits = this.#take(new RegExp(`^[.,]\\d{${element.length - 1}}`), element);
    this.#fields.nanosecond = Number(digits.slice(1, 10).padEnd(9, '0'));
  }

  #offset(element: string): void {
    if (element.startsWith('Z') && this.#rest.startsWith('Z')) {
      this.#rest = this.#rest.slice(1);
      return;
    }
    const shape = element.slice(1).replace(/\d\d/g, '(\\d\\d)');
    const found = this.#take(new RegExp(`^[-+]${shape}`), element);
    const [hours = 0, minutes = 0, seconds = 0] = (found.match(/\d\d/g) ?? []).map(Number);
    if (hours > 24) this.#fail(': time zone offset hour out of range');
    if (minutes > 60) this.#fail(': time zone offset minute out of range');
    if (seconds > 60) this.#fail(': time zone offset second out of range');
    const offset = hours * 3600 + minutes * 60 + seconds;
    this.#fields.offset = found.startsWith('-') ? -offset : offset;
  }

  /** Abbreviations say nothing: CST is many. */
  #abbreviation(element: string): void {
    const name = zoneAbbreviation(this.#rest);
    if (name === undefined) return this.#cannot(element);
    this.#rest = this.#rest.slice(name.length);
  }

  #result(): bigint {
    const fields = this.#fields;
    if (fields.half === 'PM' && fields.hour < 12) fields.hour += 12;
    else if (fields.half === 'AM' && fields.hour === 12) fields.hour = 0;
    const { year, hour, minute, second } = fields;
    if (fields.dayOfYear > 0) this.#resolveDayOfYear();
    const month = fields.month || 1;
    const day = fields.day || (this.#hasDay() ? 0 : 1);
    if (day < 1 || day > daysInMonth(year, month)) this.#fail(': day out of range');
    const seconds = localSeconds({ year, month, day, hour, minute, second }) - fields.offset;
    return BigInt(seconds) * 1_000_000_000n + BigInt(fields.nanosecond);
  }

  #hasDay(): boolean {
    return layoutParts(this.#layout).some(({ element }) => element === '2' || element === '02' || element === '_2');
  }

  #resolveDayOfYear(): void {
    const fields = this.#fields;
    if (fields.dayOfYear > (isLeap(fields.year) ? 366 : 365)) this.#fail(': day-of-year out of range');
    let month = 1;
    let day = fields.dayOfYear;
    for (; day > daysInMonth(fields.year, month); month++) day -= daysInMonth(fields.year, month);
    if (fields.month !== 0 && fields.month !== month) this.#fail(': day-of-year does not match month');
    if (fields.day !== 0 && fields.day !== day) this.#fail(': day-of-year does not match day');
    fields.month = month;
    fields.day = day;
  }

  #cannot(element: string): never {
    throw new BuiltinError(
      `parsing time ${quote(this.#text)} as ${quote(this.#layout)}: cannot parse ${quote(this.#rest)} as ${quote(element)}`,
    );
  }

  #fail(problem: string): never {
    throw new BuiltinError(`parsing time ${quote(this.#text)}${problem}`);
  }
}
