import { BoundedCache } from '../bounded-cache.ts';
import { BuiltinError } from '../builtin.ts';

/** A time zone of the IANA database, as the host's Intl knows it. */
export interface Zone {
  /** Seconds east of Greenwich at a time in seconds since 1970. */
  readonly offsetAt: (seconds: number) => number;
  /** The abbreviation that is in use at that time: `CET`, `EST`, `+03`. */
  readonly nameAt: (seconds: number) => string;
}

export const utc: Zone = { offsetAt: () => 0, nameAt: () => 'UTC' };

const hour = 3600;

const zones = new BoundedCache<Zone>(100);

/** The zone of a name; the empty one and `Local` are UTC. Throws BuiltinError for a name that is none. */
export function zoneOf(name: string): Zone {
  if (name === '' || name === 'UTC' || name === 'Local') return utc;
  return zones.get(name, () => makeZone(name));
}

// Intl gives these the history of a city; to Go they never changed.
const fixed: ReadonlyMap<string, number> = new Map([
  ['EST', -5],
  ['MST', -7],
  ['HST', -10],
]);

function makeZone(name: string): Zone {
  const hours = fixed.get(name);
  if (hours !== undefined) return { offsetAt: () => hours * hour, nameAt: () => name };
  const offsets = /^[A-Z][A-Za-z0-9_+/-]*$/.test(name) ? formatter('en-US', name, 'longOffset') : undefined;
  if (offsets === undefined) throw new BuiltinError(`unknown time zone ${name}`);
  const american = formatter('en-US', name, 'short');
  const british = formatter('en-GB', name, 'short');
  const offsetAt = (seconds: number): number => offsetOf(zonePart(offsets, seconds));
  return {
    offsetAt,
    nameAt: (seconds) =>
      nameOf(
        name,
        offsetAt(seconds),
        [american, british].map((format) => format && zonePart(format, seconds)),
      ),
  };
}

function formatter(
  locale: string,
  timeZone: string,
  timeZoneName: 'longOffset' | 'short',
): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat(locale, { timeZone, timeZoneName });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function zonePart(format: Intl.DateTimeFormat, seconds: number): string {
  return format.formatToParts(seconds * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

function offsetOf(text: string): number {
  const [, sign, hours, minutes = '0', seconds = '0'] = /^GMT([-+])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  if (sign === undefined) return 0;
  const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -offset : offset;
}

/** Where Intl has no abbreviation, the one of the zones that share a name, else the offset, as in the IANA database. */
function nameOf(zone: string, offset: number, shown: readonly (string | undefined)[]): string {
  // Before zones there was the time of the place itself.
  if (offset % 60 !== 0) return 'LMT';
  const known = shown.find((text) => text !== undefined && /^[A-Z]{2,5}$/.test(text));
  if (known !== undefined) return known;
  const shared = sharedNames.find(({ zones: pattern, offset: at }) => at === offset && pattern.test(zone));
  if (shared !== undefined) return shared.name;
  const minutes = Math.trunc(Math.abs(offset) / 60);
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  const rest = minutes % 60 === 0 ? '' : String(minutes % 60).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${hours}${rest}`;
}

const eastern =
  /^(?:Europe\/(?:Athens|Bucharest|Chisinau|Helsinki|Kiev|Kyiv|Mariehamn|Riga|Sofia|Tallinn|Vilnius)|Asia\/(?:Beirut|Nicosia)|Africa\/(?:Cairo|Tripoli)|EET)$/;
const moscow = /^Europe\/(?:Moscow|Simferopol|Kirov|Volgograd)$/;

const sharedNames: readonly { readonly zones: RegExp; readonly offset: number; readonly name: string }[] = [
  { zones: eastern, offset: 2 * hour, name: 'EET' },
  { zones: eastern, offset: 3 * hour, name: 'EEST' },
  { zones: moscow, offset: 3 * hour, name: 'MSK' },
  { zones: /^(?:Europe\/Lisbon|Atlantic\/(?:Canary|Faroe|Madeira)|WET)$/, offset: 0, name: 'WET' },
  { zones: /^(?:Europe\/Lisbon|Atlantic\/(?:Canary|Faroe|Madeira)|WET)$/, offset: hour, name: 'WEST' },
  { zones: /^(?:Europe\/|CET|Africa\/(?:Algiers|Tunis|Ceuta))/, offset: hour, name: 'CET' },
  { zones: /^(?:Europe\/|CET|Africa\/Ceuta)/, offset: 2 * hour, name: 'CEST' },
  { zones: /^Asia\/(?:Tokyo)|^Japan$/, offset: 9 * hour, name: 'JST' },
  { zones: /^Asia\/(?:Seoul|Pyongyang)|^ROK$/, offset: 9 * hour, name: 'KST' },
  { zones: /^Asia\/(?:Shanghai|Chongqing|Harbin|Taipei|Macau)|^PRC$/, offset: 8 * hour, name: 'CST' },
  { zones: /^Asia\/Hong_Kong$|^Hongkong$/, offset: 8 * hour, name: 'HKT' },
  { zones: /^Asia\/Manila$/, offset: 8 * hour, name: 'PST' },
  { zones: /^Asia\/(?:Kolkata|Calcutta)$/, offset: 5.5 * hour, name: 'IST' },
  { zones: /^Asia\/Karachi$/, offset: 5 * hour, name: 'PKT' },
  { zones: /^Asia\/(?:Jakarta|Pontianak)$/, offset: 7 * hour, name: 'WIB' },
  { zones: /^Asia\/(?:Jerusalem|Tel_Aviv)$|^Israel$/, offset: 2 * hour, name: 'IST' },
  { zones: /^Asia\/(?:Jerusalem|Tel_Aviv)$|^Israel$/, offset: 3 * hour, name: 'IDT' },
  {
    zones: /^Australia\/(?:Sydney|Melbourne|Hobart|Canberra|Brisbane|ACT|NSW|Victoria|Tasmania|Queensland|Lindeman)$/,
    offset: 10 * hour,
    name: 'AEST',
  },
  { zones: /^Australia\//, offset: 11 * hour, name: 'AEDT' },
  { zones: /^Australia\//, offset: 9.5 * hour, name: 'ACST' },
  { zones: /^Australia\//, offset: 10.5 * hour, name: 'ACDT' },
  { zones: /^Australia\//, offset: 8 * hour, name: 'AWST' },
  { zones: /^(?:Pacific\/Auckland|Antarctica\/McMurdo|NZ)$/, offset: 12 * hour, name: 'NZST' },
  { zones: /^(?:Pacific\/Auckland|Antarctica\/McMurdo|NZ)$/, offset: 13 * hour, name: 'NZDT' },
  { zones: /^Africa\/(?:Johannesburg|Maseru|Mbabane)$/, offset: 2 * hour, name: 'SAST' },
  { zones: /^Africa\/(?:Lagos|Kinshasa|Luanda|Douala|Libreville|Niamey|Ndjamena)$/, offset: hour, name: 'WAT' },
  {
    zones: /^Africa\/(?:Maputo|Harare|Lusaka|Lubumbashi|Khartoum|Windhoek|Kigali|Gaborone|Blantyre)$/,
    offset: 2 * hour,
    name: 'CAT',
  },
  { zones: /^Africa\/(?:Nairobi|Kampala|Addis_Ababa|Dar_es_Salaam|Mogadishu)$/, offset: 3 * hour, name: 'EAT' },
  {
    zones: /^Africa\/(?:Abidjan|Accra|Dakar|Bamako|Lome|Freetown|Banjul)|^Atlantic\/Reykjavik$/,
    offset: 0,
    name: 'GMT',
  },
];
