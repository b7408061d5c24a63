import {
  type Container,
  containerPointer,
  items,
  type PodTemplate,
  type Resource,
  record,
  resourceKey,
  text,
} from '@bulwark/model';
import { findSecretInAssignment, findSecrets, isObject, type JsonObject, type JsonValue, pointer } from '@bulwark/text';
import type { Lookup } from '../lookup.ts';

/** A secret that stands in plain text somewhere in an object. */
export interface PlainSecret {
  readonly place: 'data' | 'env' | 'argument' | 'header';
  readonly pointer: string;
  /** The id of a secret pattern, never the value. */
  readonly id: string;
  readonly sort: SecretSort;
  /** Name of the key, variable, flag or header. */
  readonly name: string;
  /** Empty outside of pods. */
  readonly container: string;
}

/** What kind of finding a pattern makes. */
export type SecretSort = 'token' | 'private-key' | 'login' | 'hash' | 'password' | 'default-password';

const nothing: readonly PlainSecret[] = Object.freeze([]);

/** The secrets in the variables, command lines and probe headers of a pod, worked out once for all checks. */
export function podSecrets(pod: PodTemplate, resource: Resource, lookup: Lookup): readonly PlainSecret[] {
  return lookup.derive('plain secrets of pod', `${resourceKey(resource)} ${pod.pointer}`, (read) => {
    const current = read.get(resource.kind, resource.namespace, resource.name) ?? resource;
    const template = current.templates.find((candidate) => candidate.pointer === pod.pointer);
    const found = template?.containers.flatMap(containerSecrets) ?? nothing;
    return found.length > 0 ? found : nothing;
  });
}

/** The secrets in the values of a ConfigMap, worked out once for all checks. */
export function configMapSecrets(resource: Resource, lookup: Lookup): readonly PlainSecret[] {
  return lookup.derive('plain secrets of ConfigMap', resourceKey(resource), (read) => {
    const { object } = read.get(resource.kind, resource.namespace, resource.name) ?? resource;
    const found = Object.entries(record(object['data'])).flatMap(([name, value]) =>
      typeof value === 'string'
        ? inAssignment(value, { place: 'data', name, pointer: pointer('/data', name), container: '' })
        : nothing,
    );
    return found.length > 0 ? found : nothing;
  });
}

/** Of these the ones of a place and of certain sorts. */
export function ofSort(
  secrets: readonly PlainSecret[],
  place: PlainSecret['place'],
  sorts: readonly SecretSort[],
): readonly PlainSecret[] {
  if (secrets.length === 0) return secrets;
  return secrets.filter((secret) => secret.place === place && sorts.includes(secret.sort));
}

/** The sort of a pattern id. */
function sortOf(id: string): SecretSort {
  return sorts.get(id) ?? 'token';
}

const sorts: ReadonlyMap<string, SecretSort> = new Map([
  ['private-key', 'private-key'],
  ['private-key-base64', 'private-key'],
  ['encrypted-private-key', 'private-key'],
  ['putty-private-key', 'private-key'],
  ['age-key', 'private-key'],
  ['wireguard-key', 'private-key'],
  ['basic-auth-url', 'login'],
  ['database-url-password', 'login'],
  ['curl-login', 'login'],
  ['password-hash', 'hash'],
  ['password', 'password'],
  ['secret-value', 'password'],
  ['default-password', 'default-password'],
]);

type Spot = Omit<PlainSecret, 'id' | 'sort'>;

/** One secret of each sort, since all of a sort are mended together. */
function withSorts(ids: readonly string[], spot: Spot): readonly PlainSecret[] {
  const bySort = new Map<SecretSort, string>();
  for (const id of ids) if (!bySort.has(sortOf(id))) bySort.set(sortOf(id), id);
  return Array.from(bySort, ([sort, id]) => ({ ...spot, id, sort }));
}

function inText(value: string, spot: Spot): readonly PlainSecret[] {
  const places = findSecrets(value);
  return places.length === 0
    ? nothing
    : withSorts(
        places.map((place) => place.id),
        spot,
      );
}

function inAssignment(value: string, spot: Spot): readonly PlainSecret[] {
  const named = findSecretInAssignment(spot.name, value);
  const places = findSecrets(value);
  if (named === undefined && places.length === 0) return nothing;
  return withSorts([...places.map((place) => place.id), ...(named === undefined ? [] : [named])], spot);
}

function containerSecrets(container: Container): readonly PlainSecret[] {
  const { env, command, args, lifecycle, livenessProbe, readinessProbe, startupProbe } = container.value;
  const found: PlainSecret[] = [];
  if (env !== undefined) addVariables(container, found);
  for (const [field, words] of [
    ['command', command],
    ['args', args],
  ] as const) {
    if (words !== undefined) addWords(words, { container, at: containerPointer(container, `/${field}`) }, found);
  }
  if ((lifecycle ?? livenessProbe ?? readinessProbe ?? startupProbe) !== undefined) addHandlers(container, found);
  return found;
}

function addVariables(container: Container, into: PlainSecret[]): void {
  for (const [index, variable] of items(container.value['env']).entries()) {
    const { name, value } = record(variable);
    if (typeof name !== 'string' || typeof value !== 'string') continue;
    const at = containerPointer(container, `/env/${index}/value`);
    into.push(...inAssignment(value, { place: 'env', name, pointer: at, container: container.name }));
  }
}

interface Words {
  readonly container: Container;
  readonly at: string;
}

function addWords(words: JsonValue, { container, at }: Words, into: PlainSecret[]): void {
  let flag = '';
  for (const [index, word] of items(words).entries()) {
    if (typeof word !== 'string') continue;
    const pair = /^-{0,2}([A-Za-z][\w.-]{2,64})=(.{4,512})$/.exec(word);
    const name = pair?.[1] ?? flag;
    const spot = { place: 'argument', name, pointer: `${at}/${index}`, container: container.name } as const;
    into.push(...(name === '' ? inText(word, spot) : inAssignment(pair?.[2] ?? word, spot)));
    flag = /^--?([A-Za-z][\w.-]{2,64})$/.exec(word)?.[1] ?? '';
  }
}

/** The actions of probes and hooks: commands, and requests with their headers. */
function addHandlers(container: Container, into: PlainSecret[]): void {
  const lifecycle = record(container.value['lifecycle']);
  const handlers: readonly (readonly [string, JsonValue | undefined])[] = [
    ['/livenessProbe', container.value['livenessProbe']],
    ['/readinessProbe', container.value['readinessProbe']],
    ['/startupProbe', container.value['startupProbe']],
    ['/lifecycle/postStart', lifecycle['postStart']],
    ['/lifecycle/preStop', lifecycle['preStop']],
  ];
  for (const [path, handler] of handlers) {
    if (!isObject(handler)) continue;
    const at = containerPointer(container, path);
    const command = record(handler['exec'])['command'];
    if (command !== undefined) addWords(command, { container, at: `${at}/exec/command` }, into);
    addHeaders(record(handler['httpGet']), { container, at: `${at}/httpGet/httpHeaders` }, into);
  }
}

function addHeaders(request: JsonObject, { container, at }: Words, into: PlainSecret[]): void {
  for (const [index, header] of items(request['httpHeaders']).entries()) {
    const name = text(record(header)['name']) ?? '';
    const value = text(record(header)['value']);
    if (value === undefined) continue;
    const spot = { place: 'header', name, pointer: `${at}/${index}/value`, container: container.name } as const;
    // Written out as a header, an Authorization with any scheme is known for what it is.
    into.push(...inText(`${name}: ${value}`, spot));
  }
}
