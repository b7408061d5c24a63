import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { isList, isObject, type JsonObject, parseYaml, SourceText } from '@bulwark/text';

/** Where OPA's own cases lie; they are no part of this repository. */
const suite = '../shared/suites/opa-rego/open';
export const suiteIsThere = existsSync(suite);

export interface OpaCase {
  /** `v1/array/test-array-0001.yaml`; the version is how the modules are to be read. */
  readonly file: string;
  readonly version: 'v0' | 'v1';
  readonly case: JsonObject;
}

/** The evaluation cases of `cases.tar.zst`, numbers exact. */
export function evaluationCases(): OpaCase[] {
  const tar = zstdDecompressSync(readFileSync(join(suite, 'cases.tar.zst')));
  return [...tarFiles(tar)]
    .filter(({ name }) => name.endsWith('.yaml'))
    .flatMap(({ name, content }) => casesOf(name.replace(/^(?:\.\/)?cases\//, ''), content));
}

/** The cases of `compilecases`: modules with the compile errors they must have. */
export function compileCases(): OpaCase[] {
  const root = join(suite, 'compilecases');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && statSync(join(root, name)).isFile())
    .sort()
    .flatMap((name) => casesOf(name, readFileSync(join(root, name), 'utf8')));
}

/** The texts of a case's modules. */
export function modulesOf(opaCase: OpaCase): string[] {
  const modules = opaCase.case['modules'];
  return isList(modules) ? modules.filter((text) => typeof text === 'string') : [];
}

function casesOf(file: string, text: string): OpaCase[] {
  // OPA reads its cases as YAML 1.2, where these words are texts.
  const written = text.replace(/^(\s+)(on|off|yes|no):/gm, '$1"$2":');
  const { documents, diagnostics } = parseYaml(new SourceText(file, written));
  const wrong = diagnostics.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw new Error(`${file}: ${wrong[0]?.message}`);
  return documents.flatMap(({ value }) => {
    const cases = isObject(value) ? value['cases'] : undefined;
    if (!isList(cases)) throw new Error(`${file}: expected a list under "cases"`);
    return cases.filter(isObject).map((item) => ({ file, version: file.startsWith('v0/') ? 'v0' : 'v1', case: item }));
  });
}

interface TarFile {
  readonly name: string;
  readonly content: string;
}

/** The regular files of a tar archive: 512-byte headers, each followed by its content in whole blocks (POSIX ustar). */
function* tarFiles(tar: Buffer): Generator<TarFile> {
  let longName: string | undefined;
  for (let at = 0; at + 512 <= tar.length; ) {
    const header = tar.subarray(at, at + 512);
    if (header[0] === 0) return;
    const size = Number.parseInt(field(header, 124, 12), 8);
    const kind = String.fromCharCode(header[156] ?? 0);
    const content = tar.toString('utf8', at + 512, at + 512 + size);
    const name = longName ?? [field(header, 345, 155), field(header, 0, 100)].filter((part) => part !== '').join('/');
    longName = longNameOf(kind, content);
    if (kind === '0' || kind === '\0') yield { name, content };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/** A name too long for its header comes as a file of its own before it, of kind L (GNU) or x (pax). */
function longNameOf(kind: string, content: string): string | undefined {
  if (kind === 'L') return content.replace(/\0+$/, '');
  return kind === 'x' ? /^\d+ path=(.*)$/m.exec(content)?.[1] : undefined;
}

function field(header: Buffer, start: number, length: number): string {
  const text = header.toString('latin1', start, start + length);
  const end = text.indexOf('\0');
  return (end === -1 ? text : text.slice(0, end)).trim();
}
