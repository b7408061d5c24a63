// npm run pack [-- FOLDER]: the libraries as they are published, as tarballs in FOLDER (dist/packages unless told).
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What is of use alone; each after what it depends on. */
const published = ['foundation/text', 'languages/rego'];

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string>>;
}

const folder = resolve(process.argv[2] ?? 'dist/packages');
mkdirSync(folder, { recursive: true });
run('node', ['node_modules/@typescript/native/bin/tsc', '-b', ...published]);
for (const source of published) process.stdout.write(`${pack(source)}\n`);

/** The path of the package's tarball. */
function pack(source: string): string {
  const staged = mkdtempSync(join(tmpdir(), 'bulwark-pack-'));
  try {
    cpSync(join(source, 'dist'), join(staged, 'dist'), {
      recursive: true,
      filter: (file) => !file.endsWith('.tsbuildinfo'),
    });
    cpSync(join(source, 'README.md'), join(staged, 'README.md'));
    cpSync('LICENSE', join(staged, 'LICENSE'));
    const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest;
    writeFileSync(join(staged, 'package.json'), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
    return join(folder, run('npm', ['pack', '--silent', '--pack-destination', folder], staged).trim());
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

/** In the repository the doors are sources; published they are what the compiler made of them. */
function publishedManifest(manifest: Manifest): object {
  const doors = Object.entries(manifest.exports).map(([door, file]) => {
    const built = file.replace('./src/', './dist/').replace(/\.ts$/, '');
    return [door, { types: `${built}.d.ts`, default: `${built}.js` }] as const;
  });
  return { ...manifest, exports: Object.fromEntries(doors), sideEffects: false, files: ['dist'] };
}

function run(command: string, args: readonly string[], cwd = '.'): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args[0]} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}
