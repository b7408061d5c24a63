import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { record } from '@bulwark/model';
import {
  diagnosticText,
  isList,
  isObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  parseText,
  SourceText,
} from '@bulwark/text';
import type { FlagSpec } from './command-spec.ts';
import { readNamedFile } from './read-named-file.ts';
import { UsageError } from './usage-error.ts';

type SettingSource = 'flag' | 'environment' | 'bulwark.yaml' | 'default';

export interface Setting {
  readonly values: readonly string[];
  readonly source: SettingSource;
}

/** The value of every flag and where it came from: flag, BULWARK_…, bulwark.yaml, default, in this order. */
export class Settings {
  readonly #settings: ReadonlyMap<string, Setting>;
  /** The configuration file, where one was found. */
  readonly file: string | undefined;
  /** Parameters of checks by check id, from `checks:` of the configuration file. */
  readonly parameters: Readonly<Record<string, JsonObject>>;

  constructor(settings: ReadonlyMap<string, Setting>, configuration: Configuration) {
    this.#settings = settings;
    this.file = configuration.file;
    this.parameters = configuration.parameters;
  }

  text(name: string): string | undefined {
    return this.#settings.get(name)?.values.at(-1);
  }

  list(name: string): readonly string[] {
    return this.#settings.get(name)?.values ?? [];
  }

  flag(name: string): boolean {
    return this.text(name) === 'true';
  }

  entries(): IterableIterator<[string, Setting]> {
    return this.#settings.entries();
  }
}

export interface Configuration {
  readonly file: string | undefined;
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly parameters: Readonly<Record<string, JsonObject>>;
}

/** Where flags, environment and configuration file come together; `given` holds the flags of the command line. */
export function resolveSettings(
  flags: readonly FlagSpec[],
  given: ReadonlyMap<string, readonly string[]>,
  surroundings: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly configuration: Configuration;
  },
): Settings {
  const { environment, configuration } = surroundings;
  const settings = new Map<string, Setting>();
  for (const flag of flags) {
    const setting = settingOf(flag, given.get(flag.name), { environment, configuration });
    if (setting === undefined) continue;
    checkChoices(flag, setting);
    settings.set(flag.name, setting);
  }
  return new Settings(settings, configuration);
}

function settingOf(
  flag: FlagSpec,
  given: readonly string[] | undefined,
  { environment, configuration }: Parameters<typeof resolveSettings>[2],
): Setting | undefined {
  if (given !== undefined) return { values: given, source: 'flag' };
  if (flag.configurable) {
    const variable = environmentName(flag.name);
    const fromEnvironment = environment[variable];
    if (fromEnvironment !== undefined && fromEnvironment !== '') {
      const values = flag.repeatable ? fromEnvironment.split(',') : [fromEnvironment];
      return { values: switchValues(flag, values, variable), source: 'environment' };
    }
    const configured = configuration.values[flag.name];
    if (configured !== undefined) {
      const values = switchValues(flag, configuredValues(flag, configured), `bulwark.yaml: "${flag.name}"`);
      return { values, source: 'bulwark.yaml' };
    }
  }
  return flag.default === undefined ? undefined : { values: [flag.default], source: 'default' };
}

export function environmentName(flag: string): string {
  return `BULWARK_${flag.toUpperCase().replaceAll('-', '_')}`;
}

function configuredValues(flag: FlagSpec, value: JsonValue): readonly string[] {
  if (isList(value) && !flag.repeatable)
    throw new UsageError(`bulwark.yaml: "${flag.name}" takes one value, found a list`);
  const values = isList(value) ? value : [value];
  if (values.some((item) => item === null || isObject(item) || isList(item))) {
    throw new UsageError(`bulwark.yaml: "${flag.name}" takes ${flag.value ?? 'true or false'}, found something else`);
  }
  return values.map(String);
}

const switches: ReadonlyMap<string, string> = new Map([
  ...['true', '1', 'yes', 'on'].map((word) => [word, 'true'] as const),
  ...['false', '0', 'no', 'off'].map((word) => [word, 'false'] as const),
]);

/** A switch that is meant to be on must not stay off because of how that was written. */
function switchValues(flag: FlagSpec, values: readonly string[], place: string): readonly string[] {
  if (flag.value !== undefined) return values;
  return values.map((value) => {
    const known = switches.get(value.trim().toLowerCase());
    if (known === undefined) throw new UsageError(`${place}: expected true or false, found "${value}"`);
    return known;
  });
}

function checkChoices(flag: FlagSpec, { values, source }: Setting): void {
  if (!flag.choices) return;
  for (const value of values) {
    if (!flag.choices.includes(value)) {
      throw new UsageError(`--${flag.name} (${source}): "${value}" is none of ${flag.choices.join(', ')}`);
    }
  }
}

const ownKeys = ['apiVersion', 'kind', 'checks'];

/** Reads bulwark.yaml: the named file, else the nearest one upward from `folder`. An unknown key is an error. */
export function readConfiguration(
  named: string | undefined,
  folder: string,
  flags: readonly FlagSpec[],
): Configuration {
  const file = named ?? findUpward(folder);
  if (file === undefined) return { file, values: {}, parameters: {} };
  const { documents, diagnostics } = parseText(new SourceText(file, readNamedFile('--config', file)));
  const [problem] = diagnostics;
  if (problem) throw new UsageError(diagnosticText(problem));
  const value = documents[0]?.value ?? null;
  if (documents.length > 1 || (value !== null && !isObject(value)))
    throw new UsageError(`${file}: expected one document with settings by name, such as "fail-on: high"`);
  const values = record(value);
  const known = [...ownKeys, ...flags.filter((flag) => flag.configurable).map((flag) => flag.name)];
  const stray = Object.keys(values).find((key) => !known.includes(key));
  if (stray !== undefined) {
    const near = nearestName(stray, known);
    throw new UsageError(`${file}: unknown key ${JSON.stringify(stray)}${near ? `; did you mean "${near}"?` : ''}`);
  }
  return { file, values, parameters: parametersOf(file, values['checks'] ?? {}) };
}

function parametersOf(file: string, checks: JsonValue): Record<string, JsonObject> {
  if (!isObject(checks)) throw new UsageError(`${file}: "checks" takes parameters by check id, found something else`);
  return Object.fromEntries(
    Object.entries(checks).map(([id, value]) => {
      if (isObject(value)) return [id, value];
      throw new UsageError(`${file}: checks: "${id}" takes parameters by name, found something else`);
    }),
  );
}

function findUpward(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    for (const name of ['bulwark.yaml', 'bulwark.yml']) {
      if (statSync(join(at, name), { throwIfNoEntry: false })?.isFile()) return join(at, name);
    }
    if (statSync(join(at, '.git'), { throwIfNoEntry: false }) || dirname(at) === at) return undefined;
  }
}
