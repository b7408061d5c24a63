import { expect, test } from 'vitest';
import type { RegoValue } from '../../values/value.ts';
import { calling } from '../calling.ts';

test.each<[string, RegoValue[], string]>([
  ['strings.render_template', ['{{range $i, $n := .l}}{{if $i}}, {{end}}{{$n}}{{end}}', { l: ['a', 'b'] }], '"a, b"'],
  ['strings.render_template', ['{{.a.b}} {{.c}}', { a: { b: 1 } }], '"1 <undefined>"'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
