import { readdirSync } from 'node:fs';
import { writeGenerated } from './write-generated.ts';

const source = 'engines/checks/src';

/** Writes the list of all checks, sorted by id, from the files of the family folders. */
export function generateCheckIndex(): void {
  const files = readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((family) => checkFiles(family.name))
    .sort();
  const imports = files.map((file) => `import ${nameOf(file)} from './${file}';`);
  const list = files.map((file) => `  ${nameOf(file)},`);
  writeGenerated(
    `${source}/index.gen.ts`,
    `${imports.join('\n')}\nimport type { Check } from './define-check.ts';\n\nexport const checks: readonly Check[] = [\n${list.join('\n')}\n];\n`,
  );
}

function checkFiles(family: string): string[] {
  const names = readdirSync(`${source}/${family}`);
  // A check is a file with its cases beside it; anything else in the folder serves the checks.
  return names
    .filter((name) => name.endsWith('.cases.yaml'))
    .map((name) => `${family}/${name.replace('.cases.yaml', '.ts')}`);
}

function nameOf(file: string): string {
  return file.replace('.ts', '').replaceAll(/[-/](\w)/g, (_match, letter: string) => letter.toUpperCase());
}
