import { expect, test } from 'vitest';
import type { RegoValue } from '../../values/value.ts';
import { calling } from '../calling.ts';

test.each<[string, RegoValue[], string]>([
  ['yaml.marshal', [{ b: [1, { c: 'yes' }], a: 'x\ny\n' }], '"a: |\\n  x\\n  y\\nb:\\n  - 1\\n  - c: \\"yes\\"\\n"'],
  ['yaml.unmarshal', ['a: 0o17\nb: yes\nc: [1.5, ~]'], '{"a": 15, "b": "yes", "c": [1.5, null]}'],
  ['yaml.is_valid', ['a: ['], 'false'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
