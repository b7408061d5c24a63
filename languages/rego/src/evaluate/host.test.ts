import { expect, test } from 'vitest';
import type { BuiltinContext } from '../builtins/builtin.ts';
import { parsedModuleJson } from '../compile/module-json.ts';
import { type Counter, type Host, QueryContext } from './host.ts';

function contextOf(host: Host, counter: Partial<Counter> = {}): BuiltinContext {
  return new QueryContext(host, { count: () => undefined, note: undefined, ...counter });
}

test('the clock is asked once', () => {
  let at = 5n;
  const { now } = contextOf({ now: () => at++ });
  expect([now(), now()]).toEqual([5n, 5n]);
  expect(at).toBe(6n);
});

test('what the host lends is lent on, the same each time', () => {
  const host = {
    randomBytes: (count: number) => new Uint8Array(count).fill(7),
    runtime: () => ({ env: {} }),
    http: () => ({ status: 200 }),
    lookup: () => ['127.0.0.1'],
    trace: () => undefined,
    print: () => undefined,
    parseModule: () => ({}),
  };
  const context = contextOf(host, { note: () => undefined });
  expect(context.randomBytes(2)).toEqual(new Uint8Array([7, 7]));
  expect(context.runtime()).toEqual({ env: {} });
  const { http, lookup, trace, print, parseModule } = context;
  expect([http, lookup, trace, print, parseModule]).toEqual([
    host.http,
    host.lookup,
    host.trace,
    host.print,
    host.parseModule,
  ]);
  expect(context.cache.set('a', 1)).toBe(context.cache);
});

test('what it does not lend fails by name, or has something in its place', () => {
  const note = (): void => undefined;
  const context = contextOf({}, { note });
  expect(() => context.now()).toThrow('clock');
  expect(() => context.randomBytes(1)).toThrow('the host lends no randomness');
  expect(context.runtime()).toEqual({});
  const { crypto, http, lookup, trace, print, parseModule } = context;
  expect([crypto, http, lookup, trace, print]).toEqual([undefined, undefined, undefined, note, undefined]);
  expect(parseModule).toBe(parsedModuleJson);
});

test('what builtins use is counted', () => {
  const counted: unknown[] = [];
  const context = contextOf({}, { count: (steps, size) => counted.push([steps, size]) });
  context.count(1, 2);
  context.count(3);
  expect(counted).toEqual([
    [1, 2],
    [3, undefined],
  ]);
});
