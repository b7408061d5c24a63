import { type Resource, type Snapshot, secretEntries } from '@bulwark/model';
import { assignedSecret, hidden, isList, isObject, type JsonValue, withoutSecrets } from '@bulwark/text';

/**
 * Takes secrets out of what policies say of an object: values that its names (environment variables, keys) tell to be
 * secret, whatever has the form of one, and the digests that stand for the values of Secrets.
 */
export function secretHider(snapshot: Snapshot): (message: string, resource: Resource) => string {
  const digests = new Set(
    snapshot
      .list('Secret')
      .flatMap(secretEntries)
      .map(({ digest }) => digest),
  );
  let last: { readonly resource: Resource; readonly texts: readonly NamedText[] } | undefined;
  return (message, resource) => {
    if (last?.resource !== resource) {
      const texts: NamedText[] = [];
      collect(resource.object, '', texts);
      last = { resource, texts };
    }
    const named = last.texts.filter(({ name, value }) => message.includes(value) && isSecret(name, value));
    const longest = named.sort((left, right) => right.value.length - left.value.length);
    const shown = longest.reduce((rest, { value }) => rest.replaceAll(value, hidden), message);
    return withoutSecrets(shown.replace(/[0-9a-f]{64}/g, (digest) => (digests.has(digest) ? hidden : digest)));
  };
}

interface NamedText {
  readonly name: string;
  readonly value: string;
}

function isSecret(name: string, value: string): boolean {
  return assignedSecret(name, value) !== undefined;
}

/** The texts of an object with their names: their keys, or the `name` beside a `value`. */
function collect(value: JsonValue, name: string, into: NamedText[]): void {
  if (typeof value === 'string') {
    if (value.length >= shortest && mayNameSecret(name)) into.push({ name, value });
  } else if (isList(value)) for (const item of value) collect(item, name, into);
  else if (isObject(value)) {
    for (const key in value) {
      const held = value[key];
      // Most of what an object holds are neither texts nor hold any.
      if (held === undefined || typeof held === 'boolean' || typeof held === 'number') continue;
      const label = key === 'value' ? value['name'] : undefined;
      collect(held, typeof label === 'string' ? label : key, into);
    }
  }
}

const shortest = 4;
// What any name that tells of a secret makes one of.
const probe = 'q7Kx2Lw9Qz4mVb8TnR3c';
const names = new Map<string, boolean>();

/** Names repeat: a few hundred of them stand for all texts of ten thousand objects. */
function mayNameSecret(name: string): boolean {
  let known = names.get(name);
  if (known === undefined) {
    known = assignedSecret(name, probe) !== undefined;
    if (names.size < 10_000) names.set(name, known);
  }
  return known;
}
