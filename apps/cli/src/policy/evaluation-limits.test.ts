import { expect, test } from 'vitest';
import { Deadline, durationOf } from './evaluation-limits.ts';

test.each([
  ['10s', 10_000],
  ['500ms', 500],
  ['1m30s', 90_000],
  ['1.5h', 5_400_000],
  ['2', 2000],
  ['100us', 0.1],
])('%s is %d milliseconds', (text, milliseconds) => {
  expect(durationOf('timeout', text)).toBeCloseTo(milliseconds);
});

test.each(['', '0', '0s', '-1s', 's', '1 s', '10x', '1s2'])('"%s" is no duration', (text) => {
  expect(() => durationOf('timeout', text)).toThrow(
    `--timeout: expected a duration such as 10s or 500ms, found "${text}"`,
  );
});

test('a deadline that has passed names itself in the failure', () => {
  const deadline = new Deadline(0);
  const failure = { code: 'eval_cancel_error', message: 'caller cancelled query execution: no time left' } as const;
  expect(deadline.named(failure)).toBe(failure);
  while (!deadline.limits.isOver?.());
  expect(deadline.named(failure).message).toBe('caller cancelled query execution: more than 0 s (--timeout)');
  const other = { code: 'eval_conflict_error', message: 'other' } as const;
  expect(deadline.named(other)).toBe(other);
});
