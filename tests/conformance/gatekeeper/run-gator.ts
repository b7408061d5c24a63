import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canonicalJson,
  isList,
  isObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  SourceText,
  valueAt,
} from '@bulwark/text';

/** What a tool makes of objects: texts that are compared, in order; or in words why it takes none of them. */
export type Outcome = { readonly found: readonly string[] } | { readonly refused: string };

/** Violations as `gator test` finds them. */
export function gatorTest(binary: string, objects: readonly JsonObject[]): Outcome {
  const { stdout, stderr } = runOn(objects, (path) => [binary, 'test', '-f', path, '-o', 'json']);
  if (stdout.trim() === '') return { refused: stderr.trim() };
  const results = jsonOf(stdout);
  return { found: (isList(results) ? results.filter(isObject) : []).map(violationText).sort() };
}

function violationText(result: JsonObject): string {
  const constraint = `${String(valueAt(result, '/constraint/kind'))}/${String(valueAt(result, '/constraint/metadata/name'))}`;
  const { msg, enforcementAction, scopedActions, violatingObject } = result;
  return canonicalJson([
    constraint,
    objectName(violatingObject),
    msg ?? null,
    enforcementAction ?? null,
    sorted(scopedActions),
    valueAt(result, '/metadata/details') ?? {},
  ]);
}

/** Gator tells them in the order of a map of Go's: in any. */
function sorted(actions: JsonValue | undefined): JsonValue {
  return isList(actions) ? actions.map(String).sort() : [];
}

/** Kind, namespace and name. */
export function objectName(object: JsonValue | undefined): string {
  const at = (pointer: string): string => String(valueAt(object ?? null, pointer) ?? '');
  return ['/apiVersion', '/kind', '/metadata/namespace', '/metadata/name', '/metadata/generateName'].map(at).join(' ');
}

/** Objects as `gator expand` generates and mutates them. */
export function gatorExpand(binary: string, objects: readonly JsonObject[]): Outcome {
  const { status, stdout, stderr } = runOn(objects, (path) => [binary, 'expand', '-n', path, '-f', 'json']);
  if (status !== 0) return { refused: stderr.trim() };
  const made = stdout.split(/^\}---$/m).filter((text) => text.trim() !== '');
  return { found: made.map((text, at) => canonicalJson(jsonOf(at < made.length - 1 ? `${text}}` : text))).sort() };
}

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runOn(objects: readonly JsonObject[], command: (path: string) => readonly string[]): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'gator-'));
  try {
    const path = join(folder, 'world.yaml');
    writeFileSync(path, objects.map((one) => JSON.stringify(one)).join('\n---\n'));
    const [binary = '', ...args] = command(path);
    return spawnSync(binary, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function jsonOf(text: string): JsonValue {
  const { documents, diagnostics } = parseJson(new SourceText('gator', text));
  if (diagnostics[0] !== undefined) throw new Error(`gator: ${diagnostics[0].message}: ${text.slice(0, 300)}`);
  return documents[0]?.value ?? null;
}
