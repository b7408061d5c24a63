import { type Resource, type Snapshot, secretEntries } from '@bulwark/model';
import { findSecretInAssignment, isList, isObject, type JsonValue } from '@bulwark/text';
import { hidden, withoutTokens } from '../hidden-lines.ts';

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
  return (message, resource) => {
    const named = secretsIn(resource.object, '', message).sort((left, right) => right.length - left.length);
    const shown = named.reduce((rest, value) => rest.replaceAll(value, hidden), message);
    return withoutTokens(shown.replace(/[0-9a-f]{64}/g, (digest) => (digests.has(digest) ? hidden : digest)));
  };
}

/** The secret values of an object that a message tells. */
function secretsIn(value: JsonValue, name: string, message: string): string[] {
  if (typeof value === 'string') {
    const isTold = value.length >= shortest && message.includes(value);
    return isTold && findSecretInAssignment(name, value) !== undefined ? [value] : [];
  }
  if (isList(value)) return value.flatMap((item) => secretsIn(item, name, message));
  if (!isObject(value)) return [];
  const { name: label } = value;
  return Object.entries(value).flatMap(([key, held]) =>
    secretsIn(held, key === 'value' && typeof label === 'string' ? label : key, message),
  );
}

const shortest = 4;
