import { isObject, type JsonValue } from '@bulwark/text';
import { integer, items, record, text, texts } from './fields.ts';
import type { Resource } from './resource.ts';

/** What is kept of one value of a Secret. The digest stays inside the snapshot: no report may carry it. */
export interface SecretValue {
  readonly digest: string;
  readonly bytes: number;
  /** Certificates in it, as PEM. */
  readonly certificates?: readonly string[];
  /** `type` as in Node's asymmetricKeyType (`rsa`, `ec`, `ed25519`), or `encrypted`, `openssh`, `unknown`. */
  readonly privateKey?: { readonly type: string; readonly bits?: number };
  /** Ids of the secret patterns that were found in it. */
  readonly patterns?: readonly string[];
  /** It only points at a secret kept elsewhere, or is encrypted or a template. */
  readonly unresolved?: true;
  /** It is no base64, or no string: the API server refuses it. */
  readonly invalid?: true;
}

/** One key of a Secret with what is known of its value. */
export interface SecretEntry extends SecretValue {
  readonly field: 'data' | 'stringData';
  readonly key: string;
}

/** The keys of a redacted Secret; of a key in both fields that of `stringData`, which wins at the API server. */
export function secretEntries(secret: Resource): readonly SecretEntry[] {
  const entries = new Map<string, SecretEntry>();
  for (const field of ['data', 'stringData'] as const) {
    for (const [key, value] of Object.entries(record(secret.object[field]))) {
      const facts = secretValue(value);
      if (facts) entries.set(key, { ...facts, field, key });
    }
  }
  return [...entries.values()];
}

function secretValue(value: JsonValue): SecretValue | undefined {
  // Objects that never passed a door (an admission review under test) still say how long their values are.
  if (typeof value === 'string') return { digest: '', bytes: value.length };
  if (!isObject(value)) return undefined;
  const key = record(value['privateKey']);
  const type = text(key['type']);
  const bits = integer(key['bits']);
  return {
    digest: text(value['digest']) ?? '',
    bytes: integer(value['bytes']) ?? 0,
    ...(items(value['certificates']).length > 0 ? { certificates: texts(value['certificates']) } : {}),
    ...(type === undefined ? {} : { privateKey: { type, ...(bits === undefined ? {} : { bits }) } }),
    ...(items(value['patterns']).length > 0 ? { patterns: texts(value['patterns']) } : {}),
    ...(value['unresolved'] === true ? { unresolved: true as const } : {}),
    ...(value['invalid'] === true ? { invalid: true as const } : {}),
  };
}
