import { items, record, text } from '@bulwark/model';
import { isList, type JsonObject } from '@bulwark/text';
import { type ExceptionScope, expiryOf } from '../exception.ts';
import { type ImportFile, type ReadItem, type Refusal, refusal } from './import-source.ts';
import type { ReadDocument } from './read-document.ts';
import { regexGlobs } from './regex-globs.ts';

/** kubescape's exceptions: a list of `postureExceptionPolicy`, each with designators of objects and with controls. */
export function readKubescapeExceptions({ name }: ImportFile, { value, lineOf }: ReadDocument): readonly ReadItem[] {
  const policies = isList(value) ? value : [value];
  return policies.flatMap((policy, index) => {
    const source = `${name}:${lineOf(isList(value) ? `/${index}` : '')}`;
    return readPolicy(record(policy), source);
  });
}

function readPolicy(policy: JsonObject, source: string): readonly ReadItem[] {
  const what = text(policy['name']) ?? 'an exception without a name';
  const scopes = scopesOf(policy, source, what);
  const controls = controlsOf(policy, source, what);
  const stated = text(policy['expirationDate']);
  if (stated !== undefined && expiryOf(stated) === undefined) {
    return [refusal(source, what, `its expirationDate "${stated}" is no date`)];
  }
  const reason = text(policy['reason'])?.trim();
  const extra = { ...(reason ? { reason } : {}), ...(stated ? { expires: stated } : {}) };
  const accepted = controls.ids.flatMap((id) =>
    scopes.scopes.map((where): ReadItem => ({ kind: 'acceptance', tool: 'kubescape', id, where, source, ...extra })),
  );
  return [...scopes.refused, ...controls.refused, ...accepted];
}

interface Controls {
  readonly ids: readonly string[];
  readonly refused: readonly Refusal[];
}

function controlsOf(policy: JsonObject, source: string, what: string): Controls {
  const policies = items(policy['posturePolicies']).map(record);
  const named = policies.length === 0 ? [{}] : policies;
  const read = named.map((one) => controlOf(one));
  return {
    ids: [...new Set(read.flatMap((control) => (typeof control === 'string' ? [] : control.id)))],
    refused: read.flatMap((control) => (typeof control === 'string' ? [refusal(source, what, control)] : [])),
  };
}

const everything = 'it accepts every control, and Bulwark judges more: name the controls';

/** The control that one entry of posturePolicies names, or why it cannot be told. */
function controlOf({ frameworkName, controlID, controlName, ruleName }: JsonObject): { id: string } | string {
  if (text(frameworkName)) return 'it holds for one framework only, and a finding here is the same for all';
  if (text(ruleName)) return 'it holds for one rule of a control only';
  const id = text(controlID);
  if (!id) return text(controlName) ? 'it names the control by controlName: kubescape reads controlID' : everything;
  if (/^c-\d{4}$/i.test(id)) return { id: id.toUpperCase() };
  return /^c-\.\*$/i.test(id) ? everything : `its controlID "${id}" is a pattern: name the controls`;
}

interface Scopes {
  readonly scopes: readonly ExceptionScope[];
  readonly refused: readonly Refusal[];
}

function scopesOf(policy: JsonObject, source: string, what: string): Scopes {
  const read = items(policy['resources']).map((resource) => scopeOf(record(resource)));
  const refused = read.flatMap((scope) => (typeof scope === 'string' ? [refusal(source, what, scope)] : []));
  const scopes = read.flatMap((scope) => (typeof scope === 'string' ? [] : [scope]));
  const none =
    read.length === 0 ? [refusal(source, what, 'it names no resources, so kubescape applies it to none')] : [];
  return { scopes: mergeNames(scopes), refused: [...none, ...refused] };
}

/** Scopes that differ in their names only are one scope with several names: no wider, and much shorter. */
function mergeNames(scopes: readonly ExceptionScope[]): readonly ExceptionScope[] {
  const merged = new Map<string, ExceptionScope>();
  for (const scope of scopes) {
    const { names, ...rest } = scope;
    const key = names === undefined ? `all ${JSON.stringify(rest)}` : JSON.stringify(rest);
    const known = merged.get(key);
    merged.set(key, known?.names && names ? { ...rest, names: [...new Set([...known.names, ...names])] } : scope);
  }
  return [...merged.values()];
}

const parts = { kind: 'kinds', namespace: 'namespaces', name: 'names' } as const;
const others: Readonly<Record<string, string>> = {
  cluster: 'it holds for one cluster only, which an exception cannot say',
  path: 'it holds for one source path, by a regular expression',
  resourceID: 'it names the object by an id of kubescape’s own',
  apiVersion: 'it asks for an apiVersion, which an exception cannot say',
};

/** The scope of one designator, or why it has none. */
function scopeOf(designator: JsonObject): ExceptionScope | string {
  if (!/^attributes?$/i.test(text(designator['designatorType']) ?? '')) {
    return 'it names objects by something else than attributes';
  }
  const given = Object.entries(record(designator['attributes'])).filter(([, value]) => text(value));
  if (given.length === 0) return 'it names nothing, so kubescape applies it to nothing';
  let scope: ExceptionScope = {};
  for (const [key, value] of given) {
    const narrowed = narrow(scope, key, text(value) ?? '');
    if (typeof narrowed === 'string') return narrowed;
    scope = narrowed;
  }
  return scope;
}

function narrow(scope: ExceptionScope, key: string, value: string): ExceptionScope | string {
  if (Object.hasOwn(others, key)) return others[key] ?? '';
  if (value === '.*') return scope;
  const globs = regexGlobs(value);
  if (globs === undefined) return `no glob of ours means just its ${key} "${value}"`;
  if (key === 'kind' || key === 'namespace' || key === 'name') return { ...scope, [parts[key]]: globs };
  if (globs.length > 1 || globs.some(isPattern)) return `its label ${key} is a pattern, "${value}"`;
  return { ...scope, labels: { ...scope.labels, [key]: value } };
}

function isPattern(glob: string): boolean {
  return /[*?]/.test(glob);
}
