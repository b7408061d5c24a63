import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { items, record, text } from '@bulwark/model';
import { diagnosticText, isObject, type JsonObject, type JsonValue, parseText, SourceText } from '@bulwark/text';
import { ClusterError } from '../errors.ts';

/** One named entry, and the file whose folder its relative paths start from. */
export interface KubeconfigEntry {
  readonly value: JsonObject;
  readonly file: string;
}

type Entries = ReadonlyMap<string, KubeconfigEntry>;

/** All kubeconfig files taken together. */
export interface Kubeconfig {
  /** Those that exist. */
  readonly files: readonly string[];
  /** Empty where none is set. */
  readonly currentContext: string;
  readonly contexts: Entries;
  readonly clusters: Entries;
  readonly users: Entries;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The kubeconfig as kubectl puts it together: the named file, else those of $KUBECONFIG, else ~/.kube/config. Of two
 * entries with one name the first stays. Throws ClusterError for a file that cannot be used.
 */
export function readKubeconfig(named: string | undefined, environment: Environment): Kubeconfig {
  const files: string[] = [];
  const merged = { contexts: new Map(), clusters: new Map(), users: new Map() };
  let currentContext = '';
  for (const file of named === undefined ? usualFiles(environment) : [resolve(named)]) {
    const content = readFile(file, named !== undefined);
    if (content === undefined) continue;
    const config = parse(file, content);
    files.push(file);
    currentContext ||= text(config['current-context']) ?? '';
    addEntries(merged.contexts, config['contexts'], { field: 'context', file });
    addEntries(merged.clusters, config['clusters'], { field: 'cluster', file });
    addEntries(merged.users, config['users'], { field: 'user', file });
  }
  return { files, currentContext, ...merged };
}

/** $KUBECONFIG's list, else the file in the home folder. */
function usualFiles(environment: Environment): readonly string[] {
  const list = environment['KUBECONFIG'];
  if (list) return [...new Set(list.split(delimiter).filter((file) => file !== ''))].map((file) => resolve(file));
  return [join(environment['HOME'] || homedir(), '.kube', 'config')];
}

/** As with kubectl, only a file that was named by a flag must exist. */
function readFile(file: string, required: boolean): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'ENOENT' && !required) return undefined;
    if (code === 'ENOENT') throw new ClusterError('NO_SUCH_FILE', `kubeconfig ${file} does not exist`, { cause });
    throw new ClusterError('BAD_KUBECONFIG', `kubeconfig ${file} cannot be read: ${code || cause}`, { cause });
  }
}

function parse(file: string, content: string): JsonObject {
  const { documents, diagnostics } = parseText(new SourceText(file, content));
  const broken = diagnostics.find(
    (diagnostic) => diagnostic.severity === 'error' && diagnostic.code !== 'duplicate-key',
  );
  if (broken) throw new ClusterError('BAD_KUBECONFIG', `kubeconfig ${diagnosticText(broken)}`);
  const config = documents[0]?.value ?? {};
  if (isObject(config) && (config['kind'] ?? 'Config') === 'Config') return config;
  throw new ClusterError('BAD_KUBECONFIG', `kubeconfig ${file}: expected kind Config, found ${kindOf(config)}`);
}

function kindOf(value: JsonValue): string {
  return isObject(value) ? `kind ${text(value['kind']) ?? 'of another type'}` : 'something that is no mapping';
}

interface EntryPlace {
  readonly field: 'context' | 'cluster' | 'user';
  readonly file: string;
}

function addEntries(
  target: Map<string, KubeconfigEntry>,
  list: JsonValue | undefined,
  { field, file }: EntryPlace,
): void {
  for (const item of items(list)) {
    const name = text(record(item)['name']);
    if (name !== undefined && !target.has(name)) target.set(name, { value: record(record(item)[field]), file });
  }
}
