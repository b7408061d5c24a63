import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printedLines, readmeExamples } from '../readme-examples.ts';

/** A project elsewhere that has the packages as they are published, and of the repository nothing but their dependencies. */
const project = mkdtempSync(join(tmpdir(), 'bulwark-published-'));

beforeAll(() => {
  const tarballs = run(process.execPath, ['tools/pack.ts', project], '.').trim().split('\n');
  for (const tarball of tarballs) {
    const name = /bulwark-(\w+)-[^/]*$/.exec(tarball)?.[1] ?? '';
    const target = join(project, 'node_modules/@bulwark', name);
    mkdirSync(target, { recursive: true });
    run('tar', ['-xzf', tarball, '--strip-components=1', '-C', target], '.');
  }
  mkdirSync(join(project, 'node_modules/@noble'));
  for (const name of ['re2js', 'js-yaml', '@noble/hashes']) {
    symlinkSync(resolve('node_modules', name), join(project, 'node_modules', name));
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }\n');
}, 120_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

const examples = readmeExamples('languages/rego').map(({ code, prints }, at) => [at + 1, code, prints] as const);

test.each(examples)('example %i of the README of Rego runs', (at, code, prints) => {
  const file = `example-${at}.ts`;
  writeFileSync(join(project, file), code);
  expect(printedLines(run(process.execPath, [file], project))).toEqual(prints);
});

test('a strict consumer finds all types', () => {
  const code = [
    "import { compile, type Evaluation, type Host } from '@bulwark/rego';",
    "import { codegen, cryptoPort } from '@bulwark/rego/node';",
    'const host: Host = { codegen, crypto: cryptoPort, now: () => 0n };',
    "const { policy } = compile({ modules: [{ name: 'a.rego', text: 'package a' }] });",
    "export const evaluation: Evaluation | undefined = policy?.evaluate({ query: 'data.a', host });",
    '// @ts-expect-error a query is a text',
    'policy?.evaluate({ query: 1 });',
  ];
  writeFileSync(join(project, 'consumer.ts'), code.join('\n'));
  const options = { strict: true, noEmit: true, module: 'nodenext', target: 'es2024', types: [], skipLibCheck: false };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['consumer.ts'] }));
  run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', '.'], project);
});

test('who only parses does not bundle the evaluator', async () => {
  const sizeOf = async (names: string): Promise<number> => {
    const { outputFiles } = await build({
      stdin: { contents: `export { ${names} } from '@bulwark/rego';`, resolveDir: project },
      bundle: true,
      write: false,
      minify: true,
      format: 'esm',
      platform: 'browser',
    });
    return outputFiles[0]?.contents.length ?? 0;
  };
  const [parser, all] = [await sizeOf('parseModule'), await sizeOf('compile')];
  expect(parser).toBeGreaterThan(10_000);
  expect(parser * 3).toBeLessThan(all);
});

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}
