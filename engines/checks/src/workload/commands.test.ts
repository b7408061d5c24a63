import { resourceOf } from '@bulwark/testkit';
import { describe, expect, test } from 'vitest';
import { scriptsOf } from './commands.ts';

function found(container: object): string[] {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'c', ...container }] },
  };
  const [first] = resourceOf(pod).templates[0]?.containers ?? [];
  if (first === undefined) throw new Error('no container');
  return scriptsOf(first, ['curl']).map(
    ({ pointer, place, commands }) => `${pointer} ${place}: ${commands.map(({ program }) => program).join(' ')}`,
  );
}

describe('scriptsOf', () => {
  test.each<[string, object, string[]]>([
    ['nothing without a needle', { command: ['sh', '-c', 'wget x'] }, []],
    ['a plain command', { command: ['/usr/bin/curl', 'x'] }, ['/spec/containers/0/command/0 start: curl']],
    [
      'a script in args',
      { command: ['/bin/sh', '-ec'], args: ['set -x; sudo curl x'] },
      ['/spec/containers/0/args/0 start: set curl'],
    ],
    [
      'options with a value',
      { command: ['bash', '-euo', 'pipefail', '-c', 'curl x'] },
      ['/spec/containers/0/command/4 start: curl'],
    ],
    [
      'options behind -c',
      { command: ['bash', '-ceuo', 'pipefail', 'curl x'] },
      ['/spec/containers/0/command/3 start: curl'],
    ],
    ['no script but a file', { command: ['bash', 'curl.sh', '-c', 'a'] }, ['/spec/containers/0/command/0 start: bash']],
    ['a shell of the image', { args: ['-c', 'curl x'] }, ['/spec/containers/0/args/1 start: curl']],
    [
      'a shell in a shell',
      { args: ['sh', '-c', 'nohup sh -c "curl x" &'] },
      ['/spec/containers/0/args/2 start: sh curl'],
    ],
    [
      'assignments and wrappers',
      { args: ['env', 'A=1', 'timeout', '-k', '5', 'curl', 'x'] },
      ['/spec/containers/0/args/0 start: curl'],
    ],
    [
      'hooks and probes',
      {
        lifecycle: { preStop: { exec: { command: ['curl', 'x'] } } },
        readinessProbe: { exec: { command: ['sh', '-c', 'curl x'] } },
      },
      [
        '/spec/containers/0/lifecycle/preStop/exec/command/0 hook: curl',
        '/spec/containers/0/readinessProbe/exec/command/2 probe: curl',
      ],
    ],
  ])('%s', (_title, container, expected) => {
    expect(found(container)).toEqual(expected);
  });
});
