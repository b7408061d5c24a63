import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workspace } from './workspace.ts';

const guide = readFileSync('docs/guides/policies.md', 'utf8');
const blocks = [...guide.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language = '', code = '']) => ({
  language,
  code,
}));

/** Blocks that begin with a comment that names a file are that file. */
function filesOf(): Record<string, string> {
  const named = blocks.flatMap(({ code }) => {
    const name = /^# (\S+\.(?:rego|yaml))\n/.exec(code);
    return name?.[1] === undefined ? [] : [[name[1], code] as const];
  });
  return Object.fromEntries(named);
}

interface Step {
  readonly command: string;
  readonly output: string;
}

function steps(): Step[] {
  return blocks
    .filter(({ language }) => language === 'console')
    .flatMap(({ code }) => code.split(/^\$ /m).slice(1))
    .map((text) => {
      const [command = '', ...output] = text.split('\n');
      return { command, output: output.join('\n') };
    });
}

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace(filesOf());
});
afterAll(() => workspace.remove());

test('the commands of the guide print what it shows', () => {
  const printed = steps().map(({ command }): Step => {
    const args = command.startsWith('bulwark ') ? command.split(' ').slice(1) : undefined;
    if (args !== undefined) return { command, output: workspace.run(...args).stdout };
    return { command, output: execFileSync('sh', ['-c', command], { cwd: workspace.folder, encoding: 'utf8' }) };
  });
  const expected = steps().map((step) =>
    step.command.includes('-o csv') ? { ...step, output: expect.stringContaining('rego:main/violation') } : step,
  );
  expect(printed).toEqual(expected);
});

test('the modules of the guide are laid out as policy fmt does', () => {
  expect(workspace.run('policy', 'fmt', '--list', '.').stdout).toBe('');
});
