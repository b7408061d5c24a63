import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

const layers = '{foundation,languages,engines,sources,platform,apps}';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Writes each tsconfig.json from the dependencies of its package.json, so the two never drift. */
export function generateReferences(): void {
  const folders = globSync(`${layers}/*/package.json`).map(dirname).sort();
  const folderByName = new Map(folders.map((folder) => [manifest(folder).name, folder]));
  for (const folder of folders) {
    const references = Object.keys(manifest(folder).dependencies ?? {})
      .flatMap((name) => folderByName.get(name) ?? [])
      .map((path) => ({ path: relative(folder, path) }));
    write(`${folder}/tsconfig.json`, { extends: '../../tsconfig.base.json', ...extras(folder), references });
  }
  write('tsconfig.json', { files: [], references: folders.map((path) => ({ path })) });
}

/** Only sources and apps may see Node. */
function extras(folder: string): object {
  return /^(?:sources|apps)\//.test(folder) ? { compilerOptions: { types: ['node'] } } : {};
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest;
}

function write(path: string, value: object): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
