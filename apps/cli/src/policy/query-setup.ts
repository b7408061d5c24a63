import { readText } from '@bulwark/files';
import { queryScope } from '@bulwark/policy';
import {
  type EvaluationFailure,
  type Module,
  type Policy,
  type PreparedQuery,
  type QueryScope,
  type RegoValue,
  type RegoVersion,
  readDocument,
} from '@bulwark/rego';
import { cryptoPort } from '@bulwark/rego/node';
import { type Diagnostic, diagnosticText, matchesGlob } from '@bulwark/text';
import { readNamedFile } from '../read-named-file.ts';
import type { Settings } from '../settings.ts';
import { UsageError } from '../usage-error.ts';
import { deadlineOf } from './compile-choice.ts';
import type { LoadOptions } from './load-policies.ts';

export function versionOf(settings: Settings): RegoVersion {
  return settings.flag('v0-compatible') ? 'v0' : 'v1';
}

/** How files are read, by the flags that all commands share. */
export function loadOptionsOf(settings: Settings): LoadOptions {
  const ignored = settings.list('ignore');
  const key = settings.text('verification-key');
  const algorithm = settings.text('verification-alg') ?? 'RS256';
  const scope = settings.text('scope');
  return {
    version: versionOf(settings),
    ...(ignored.length === 0 ? {} : { ignore: (path) => ignored.some((glob) => matchesGlob(lastPart(path), glob)) }),
    ...(key === undefined
      ? {}
      : { verification: { crypto: cryptoPort, key: keyText(key, algorithm), algorithm, ...(scope ? { scope } : {}) } }),
  };
}

function lastPart(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** A file with the key; the secret of an HMAC may stand there itself, as in opa. */
export function keyText(given: string, algorithm: string): string {
  const text = readText(given);
  if (typeof text === 'string') return algorithm.startsWith('HS') ? text.trim() : text;
  if (algorithm.startsWith('HS')) return given;
  throw new UsageError(`cannot read the key "${given}": ${text.detail}`);
}

/** The input document that flags name; undefined where they name none. */
export function inputOf(settings: Settings): RegoValue | undefined {
  const file = settings.text('input');
  const fromStdin = settings.flag('stdin-input');
  if (file !== undefined && fromStdin) throw new UsageError('give --input or --stdin-input, not both');
  if (file === undefined && !fromStdin) return undefined;
  const name = file ?? 'standard input';
  const text = file === undefined ? standardInput() : readNamedFile('--input', file);
  const reading = readDocument(file ?? '-', text);
  if ('value' in reading) return reading.value;
  const problem: Diagnostic = { severity: 'error', code: 'unparsed', file: name, ...reading };
  throw new UsageError(`--input: ${diagnosticText(problem)}`);
}

export function standardInput(): string {
  const text = readText(0);
  if (typeof text === 'string') return text;
  throw new UsageError(`cannot read standard input: ${text.detail}`);
}

/** A query ready to run, in the package and with the imports that flags name; or why it is none. */
export function prepareQuery(
  policy: Policy,
  query: string,
  { settings, modules }: { readonly settings: Settings; readonly modules: readonly Module[] },
): PreparedQuery | readonly EvaluationFailure[] {
  return policy.prepare(query, scopeOf(settings, modules), deadlineOf(settings).limits);
}

function scopeOf(settings: Settings, modules: readonly Module[]): QueryScope {
  const place = { package: settings.text('package'), imports: settings.list('import'), version: versionOf(settings) };
  const scope = queryScope(place, modules);
  if ('problem' in scope) throw new UsageError(`--package, --import: ${scope.problem}`);
  return scope;
}

/** The number that a flag such as --count gives; 1 where it is not given. */
export function countOf(settings: Settings, flag: string): number {
  const text = settings.text(flag) ?? '1';
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`--${flag}: expected a number above 0, found "${text}"`);
}
