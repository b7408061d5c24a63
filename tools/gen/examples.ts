import { globSync, readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { writeGenerated } from './write-generated.ts';

type Case = Readonly<Record<string, unknown>>;

/** Writes a failing and a passing example of each check, from its cases. */
export function generateExamples(): void {
  const lines = globSync('engines/checks/src/*/*.cases.yaml')
    .sort()
    .map((file) => {
      const cases = parse(readFileSync(file, 'utf8'), { version: '1.1' }) as readonly Case[];
      const id = file.split('/').slice(-2).join('-').replace('.cases.yaml', '');
      return `  [${JSON.stringify(id)}, { fail: ${exampleText(cases, 'fail')}, pass: ${exampleText(cases, 'pass')} }],`;
    });
  writeGenerated(
    'apps/cli/src/examples.gen.ts',
    `/** A failing and a passing example of each check, as YAML. */\nexport const examples: ReadonlyMap<string, { readonly fail: string; readonly pass: string }> = new Map([\n${lines.join('\n')}\n]);\n`,
  );
}

function exampleText(cases: readonly Case[], kind: 'fail' | 'pass'): string {
  const found = cases.find((one) => kind in one);
  if (found === undefined) return '""';
  const text = `# ${String(found[kind])}\n${objectsOf(found)
    .map((object) => stringify(object, { lineWidth: 0 }))
    .join('---\n')}`;
  return JSON.stringify(text.trimEnd().replaceAll(/^/gm, '  '));
}

function objectsOf(one: Case): unknown[] {
  const first = one['pod']
    ? [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'test', namespace: 'shop' }, spec: one['pod'] }]
    : [];
  const object = one['object'] ? [one['object']] : [];
  return [...first, ...object, ...(Array.isArray(one['objects']) ? one['objects'] : [])];
}
