import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  [
    'http.send',
    [{ method: 'get', url: 'http://x' }],
    'error: no request is sent from here: the host allows no network',
  ],
  ['net.lookup_ip_addr', ['example.org'], 'error: names are not looked up here: the host allows no network'],
  ['opa.runtime', [], '{"env": {}}'],
  ['trace', ['x'], 'true'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
