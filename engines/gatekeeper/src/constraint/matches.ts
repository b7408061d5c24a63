import { groupOf, items, matchesSelector, record, text, texts } from '@bulwark/model';
import { isObject, type JsonObject } from '@bulwark/text';
import { fitsGenerateName, fitsWildcard } from './wildcard.ts';

/** Where an object comes from: a person, or an ExpansionTemplate. */
export type Source = 'Original' | 'Generated';

/** An object with what its match needs to know about it. */
export interface Matchable {
  readonly object: JsonObject;
  /** The object's Namespace, where it is known. */
  readonly namespace: JsonObject | undefined;
  readonly source: Source | undefined;
}

/** Thrown where nobody can tell whether an object matches; a door makes a rejection of it. */
export class UnmatchableError extends Error {}

/** Whether `match` of a constraint or a mutator is for an object; throws UnmatchableError where that cannot be told. */
export function matches(match: JsonObject, target: Matchable): boolean {
  const { object } = target;
  return (
    fitsKinds(match, object) &&
    fitsScope(match, target) &&
    fitsNamespaces(match, target) &&
    !isExcluded(match, target) &&
    fitsLabels(match, object) &&
    fitsNamespaceLabels(match, target) &&
    fitsName(match, object) &&
    fitsSource(match, target)
  );
}

function isNamespace({ kind, apiVersion }: JsonObject): boolean {
  return kind === 'Namespace' && groupOf(text(apiVersion) ?? '') === '';
}

function fitsKinds(match: JsonObject, object: JsonObject): boolean {
  const entries = items(match['kinds']);
  if (entries.length === 0) return true;
  const group = groupOf(text(object['apiVersion']) ?? '');
  const kind = text(object['kind']) ?? '';
  return entries.some((entry) => {
    const { apiGroups, kinds } = record(entry);
    return isListed(texts(kinds), kind) && isListed(texts(apiGroups), group);
  });
}

function isListed(list: readonly string[], name: string): boolean {
  return list.length === 0 || list.includes('*') || list.includes(name);
}

function fitsScope({ scope }: JsonObject, { object, namespace }: Matchable): boolean {
  const isNamespaced = !isNamespace(object) && (namespaceOf(object) !== '' || namespace !== undefined);
  if (scope === 'Cluster') return !isNamespaced;
  return scope === 'Namespaced' ? isNamespaced : true;
}

function namespaceOf(object: JsonObject): string {
  return text(record(object['metadata'])['namespace']) ?? '';
}

function nameOf(object: JsonObject): string {
  return text(record(object['metadata'])['name']) ?? '';
}

/** The namespace that lists of namespaces speak of; undefined for other cluster-wide objects, which all lists leave alone. */
function judgedNamespace({ object, namespace }: Matchable): string | undefined {
  if (isNamespace(object)) return nameOf(object);
  if (namespace !== undefined) return nameOf(namespace);
  return namespaceOf(object) || undefined;
}

function fitsNamespaces(match: JsonObject, target: Matchable): boolean {
  const wildcards = texts(match['namespaces']);
  if (wildcards.length === 0) return true;
  const name = judgedNamespace(target);
  return name === undefined || wildcards.some((wildcard) => fitsWildcard(name, wildcard));
}

function isExcluded(match: JsonObject, target: Matchable): boolean {
  const wildcards = texts(match['excludedNamespaces']);
  const name = wildcards.length === 0 ? undefined : judgedNamespace(target);
  return name !== undefined && wildcards.some((wildcard) => fitsWildcard(name, wildcard));
}

function fitsLabels({ labelSelector }: JsonObject, object: JsonObject): boolean {
  return !isObject(labelSelector) || selects(labelSelector, object);
}

function selects(selector: JsonObject, object: JsonObject): boolean {
  const verdict = matchesSelector(selector, record(record(object['metadata'])['labels']));
  if (verdict === undefined) throw new UnmatchableError('the label selector is one that the API server refuses');
  return verdict;
}

function fitsNamespaceLabels({ namespaceSelector }: JsonObject, { object, namespace }: Matchable): boolean {
  if (!isObject(namespaceSelector)) return true;
  if (isNamespace(object)) return selects(namespaceSelector, object);
  if (namespace !== undefined) return selects(namespaceSelector, namespace);
  if (namespaceOf(object) === '') return true;
  // In Gatekeeper's words: people's suites look for them.
  throw new UnmatchableError('namespace selector for namespace-scoped object but missing Namespace');
}

function fitsName(match: JsonObject, object: JsonObject): boolean {
  const wildcard = text(match['name']) ?? '';
  if (wildcard === '') return true;
  const prefix = text(record(object['metadata'])['generateName']) ?? '';
  return fitsWildcard(nameOf(object), wildcard) || fitsGenerateName(prefix, wildcard);
}

function fitsSource(match: JsonObject, { object, source }: Matchable): boolean {
  const wanted = text(match['source']) || 'All';
  if (wanted !== 'All' && wanted !== 'Original' && wanted !== 'Generated')
    throw new UnmatchableError(`invalid source field "${wanted}"`);
  if (source === undefined && wanted !== 'All')
    throw new UnmatchableError(`source field not specified for resource ${nameOf(object)}`);
  return wanted === 'All' || wanted === source;
}
