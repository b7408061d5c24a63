import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { writeGenerated } from './write-generated.ts';

interface Framework {
  readonly id: string;
  readonly controls: readonly { readonly id: string; readonly checks?: readonly string[] }[];
}

/** Writes which controls each check serves, from content/frameworks. */
export function generateControls(): void {
  const byCheck = new Map<string, string[]>();
  for (const framework of frameworks()) {
    for (const control of framework.controls) {
      for (const check of control.checks ?? []) {
        byCheck.set(check, [...(byCheck.get(check) ?? []), `${framework.id}/${control.id}`]);
      }
    }
  }
  const lines = [...byCheck]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([check, controls]) => {
      const list = controls.map((control) => `'${control}'`).join(', ');
      return `  ['${check}', [${list}]],`;
    });
  writeGenerated(
    'platform/scan/src/controls.gen.ts',
    `/** Control ids by check id, as \`framework/control\`. */\nexport const controlsByCheck: ReadonlyMap<string, readonly string[]> = new Map([\n${lines.join('\n')}\n]);\n`,
  );
}

function frameworks(): Framework[] {
  return readdirSync('content/frameworks')
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parse(readFileSync(`content/frameworks/${name}`, 'utf8')) as Framework);
}
