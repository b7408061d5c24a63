import { expect, test } from 'vitest';
import type { RegoValue } from '../../values/value.ts';
import { calling } from '../calling.ts';

test.each<[string, RegoValue[], string]>([
  ['time.now_ns', [], '1700000000000000000'],
  ['time.parse_rfc3339_ns', ['2024-02-29T12:00:00.5+02:00'], '1709200800500000000'],
  ['time.parse_rfc3339_ns', ['2024-02-30T12:00:00Z'], 'error: parsing time "2024-02-30T12:00:00Z": day out of range'],
  ['time.parse_ns', ['2006-01-02', '2024-03-01'], '1709251200000000000'],
  ['time.parse_ns', ['Jan 2, 2006 at 3:04pm (MST)', 'Feb 4, 2014 at 6:05pm (PST)'], '1391537100000000000'],
  ['time.parse_duration_ns', ['1h2m3.5s'], '3723500000000'],
  ['time.parse_duration_ns', ['1x'], 'error: time: unknown unit "x" in duration "1x"'],
  ['time.date', [1700000000000000000n], '[2023, 11, 14]'],
  ['time.date', [[1700000000000000000n, 'Europe/Berlin']], '[2023, 11, 14]'],
  ['time.clock', [[1700000000000000000n, 'America/New_York']], '[17, 13, 20]'],
  ['time.weekday', [1700000000000000000n], '"Tuesday"'],
  ['time.add_date', [1706659200000000000n, 0, 1, 0], '1709337600000000000'],
  ['time.diff', [1700000000000000000n, 1600000000000000000n], '[3, 2, 1, 9, 46, 40]'],
  ['time.format', [1700000000000000000n], '"2023-11-14T22:13:20Z"'],
  ['time.format', [[1700000000000000000n, 'Asia/Tokyo', 'RFC1123']], '"Wed, 15 Nov 2023 07:13:20 JST"'],
  ['time.format', [[1700000000123456789n, 'UTC', 'Mon Jan _2 15:04:05.000 2006']], '"Tue Nov 14 22:13:20.123 2023"'],
  ['time.clock', [[0, 'No/Where']], 'error: unknown time zone No/Where'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
