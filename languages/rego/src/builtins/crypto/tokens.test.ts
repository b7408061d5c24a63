import { expect, test } from 'vitest';
import type { RegoValue } from '../../values/value.ts';
import { calling } from '../calling.ts';

test.each<[string, RegoValue[], string]>([
  [
    'io.jwt.encode_sign',
    [{ typ: 'JWT', alg: 'HS256' }, { sub: 'x' }, { kty: 'oct', k: 'c2VjcmV0' }],
    '"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ4In0.TKECX_pF_bzlcgrzGibhwL3tklDD4LdEEzXVQCw00qY"',
  ],
  ['io.jwt.decode', ['eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.AAAA'], '[{"alg": "HS256"}, {"a": 1}, "000000"]'],
  ['io.jwt.decode', ['a.b'], 'error: encoded JWT must have 3 sections, found 2'],
  [
    'io.jwt.verify_hs256',
    [
      'eyJ0eXAiOiJKV1QiLCAiYWxnIjoiSFMyNTYifQ.eyJuYmYiOiAxNDQ0NDc4NDAwLCAiaXNzIjogInh4eCJ9.lArczfN-pIL8oUU-7PU83u-zfXougXBZj6drFeKFsPEs',
      'secret',
    ],
    'false',
  ],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
