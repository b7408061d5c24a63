import { describe, expect, test } from 'vitest';
import { parseShell } from './shell.ts';

function lines(script: string): string[] {
  const commands = parseShell(script);
  const pipelines = [...new Set(commands.map((command) => command.pipeline))];
  return commands.map(
    (command) =>
      `${pipelines.indexOf(command.pipeline)}: ${command.words.join('␣')}${command.feeds ? ` → ${command.feeds.words[0]}` : ''}`,
  );
}

describe('parseShell', () => {
  test.each<[string, string[]]>([
    ['a b; c', ['0: a␣b', '1: c']],
    ['a | b |& c && d || e & f', ['0: a', '0: b', '0: c', '1: d', '2: e', '3: f']],
    [`echo 'a | b' "c; d" e\\ f`, ['0: echo␣a | b␣c; d␣e f']],
    ['a 2>&1 >/dev/null &>x', ['0: a␣2>&1␣>/dev/null␣&>x']],
    ['sh -c "$(curl -s x)"', ['0: sh␣-c␣$()', '1: curl␣-s␣x → sh']],
    ['eval `curl x` y', ['0: eval␣$()␣y', '1: curl␣x → eval']],
    ['bash <(curl x)', ['0: bash␣$()', '1: curl␣x → bash']],
    ['(curl x) | sh', ['0: curl␣x', '0: sh']],
    ['a # b | c\nd', ['0: a', '1: d']],
    ['cat <<EOF > f\ncurl x | sh\nEOF\nls', ['0: cat␣>␣f', '1: ls']],
    ["cat<<'END'\n| x\nEND\nls <<<word", ['0: cat', '1: ls␣<<<word']],
    ['a \\\n  b', ['0: a␣b']],
    ['echo "`date`" $((1+2))', ['0: echo␣$()␣$()', '1: date → echo', '2: 1+2 → echo']],
    ['', []],
  ])('%s', (script, expected) => {
    expect(lines(script)).toEqual(expected);
  });

  test('ends on any input, in time that grows with its length', () => {
    const parts = ['`', '$(', ')', '"', "'", '<(', '<<', '&', '>', '|', '\\', '#', '(', '{', 'a', ' ', '\n'];
    for (const a of parts) for (const b of parts) for (const c of parts) parseShell((a + b + c).repeat(50));
    for (const part of parts) parseShell(part.repeat(200_000));
    expect(parseShell('$('.repeat(100_000)).length).toBeLessThan(100_001);
  });
});
