import { type Container, containerPointer, items, type PodTemplate, type Resource, record, text } from '@bulwark/model';
import { assignedSecret, findSecrets, isAssigned, isObject, type JsonValue, pointer } from '@bulwark/text';
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
export function podSecrets(pod: PodTemplate, lookup: Lookup): readonly PlainSecret[] {
  const known = lookup.derive('plain secrets of pods', '', () => new WeakMap<PodTemplate, readonly PlainSecret[]>());
  let secrets = known.get(pod);
  if (secrets === undefined) {
    secrets = [];
    for (const container of pod.containers) secrets = withContainer(secrets, container);
    known.set(pod, secrets);
  }
  return secrets;
}

/** The secrets in the values of a ConfigMap, worked out once for all checks. */
export function configMapSecrets(resource: Resource, lookup: Lookup): readonly PlainSecret[] {
  const known = lookup.derive('plain secrets of ConfigMaps', '', () => new WeakMap<Resource, readonly PlainSecret[]>());
  let secrets = known.get(resource);
  if (secrets === undefined) {
    secrets = Object.entries(record(resource.object['data'])).flatMap(([name, value]) =>
      withSorts(inAssignment(name, value), { place: 'data', name, pointer: pointer('/data', name), container: '' }),
    );
    known.set(resource, secrets);
  }
  return secrets;
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
  if (ids.length === 0) return nothing;
  const bySort = new Map<SecretSort, string>();
  for (const id of ids) if (!bySort.has(sortOf(id))) bySort.set(sortOf(id), id);
  return Array.from(bySort, ([sort, id]) => ({ ...spot, id, sort }));
}

const noIds: readonly string[] = Object.freeze([]);

/** The ids of what a text holds. */
function inText(value: string): readonly string[] {
  const places = findSecrets(value);
  return places.length === 0 ? noIds : places.map((place) => place.id);
}

/** The same of a value with a name, which may tell what the text alone does not. */
function inAssignment(name: string, value: JsonValue | undefined): readonly string[] {
  if (typeof value !== 'string') return noIds;
  const ids = inText(value);
  const named = ids.every(isAssigned) ? assignedSecret(name, value) : undefined;
  return named === undefined ? ids : [...ids, named];
}

function withContainer(before: readonly PlainSecret[], container: Container): readonly PlainSecret[] {
  const { env, command, args, lifecycle, livenessProbe, readinessProbe, startupProbe } = container.value;
  const found: PlainSecret[] = [];
  if (env !== undefined) addVariables(container, found);
  if (command !== undefined) addWords(command, { container, path: '/command' }, found);
  if (args !== undefined) addWords(args, { container, path: '/args' }, found);
  const hooks = record(lifecycle);
  if (livenessProbe !== undefined) addHandler(livenessProbe, { container, path: '/livenessProbe' }, found);
  if (readinessProbe !== undefined) addHandler(readinessProbe, { container, path: '/readinessProbe' }, found);
  if (startupProbe !== undefined) addHandler(startupProbe, { container, path: '/startupProbe' }, found);
  addHandler(hooks['postStart'], { container, path: '/lifecycle/postStart' }, found);
  addHandler(hooks['preStop'], { container, path: '/lifecycle/preStop' }, found);
  return found.length === 0 ? before : [...before, ...found];
}

interface Words {
  readonly container: Container;
  /** Pointer below the container. */
  readonly path: string;
}

function addVariables(container: Container, into: PlainSecret[]): void {
  const variables = items(container.value['env']);
  for (let index = 0; index < variables.length; index++) {
    const { name, value } = record(variables[index]);
    const ids = typeof name === 'string' ? inAssignment(name, value) : noIds;
    if (ids.length > 0)
      into.push(...withSorts(ids, spotOf('env', text(name), { container, path: `/env/${index}/value` })));
  }
}

function spotOf(place: PlainSecret['place'], name = '', { container, path }: Words): Spot {
  return { place, name, pointer: containerPointer(container, path), container: container.name };
}

function addWords(words: JsonValue, { container, path }: Words, into: PlainSecret[]): void {
  let flag = '';
  for (const [index, word] of items(words).entries()) {
    if (typeof word !== 'string') continue;
    const pair = /^-{0,2}([A-Za-z][\w.-]{2,64})=(.{4,512})$/.exec(word);
    const name = pair?.[1] ?? flag;
    const ids = name === '' ? inText(word) : inAssignment(name, pair?.[2] ?? word);
    if (ids.length > 0) into.push(...withSorts(ids, spotOf('argument', name, { container, path: `${path}/${index}` })));
    flag = /^--?([A-Za-z][\w.-]{2,64})$/.exec(word)?.[1] ?? '';
  }
}

/** The action of a probe or hook: a command, or a request with its headers. */
function addHandler(handler: JsonValue | undefined, { container, path }: Words, into: PlainSecret[]): void {
  if (!isObject(handler)) return;
  const command = record(handler['exec'])['command'];
  if (command !== undefined) addWords(command, { container, path: `${path}/exec/command` }, into);
  for (const [index, header] of items(record(handler['httpGet'])['httpHeaders']).entries()) {
    const { name, value } = record(header);
    if (typeof value !== 'string') continue;
    const at = { container, path: `${path}/httpGet/httpHeaders/${index}/value` };
    // Written out as a header, an Authorization with any scheme is known for what it is.
    into.push(...withSorts(inText(`${text(name) ?? ''}: ${value}`), spotOf('header', text(name), at)));
  }
}
