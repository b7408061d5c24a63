import { type SecretNameKind, secretNameKind } from './secret-name.ts';
import { entropyOf, isKnownPassword, isName, isPlaceholder, isPlainWord, isReference } from './secret-value.ts';

/** What a value under a telling name is. */
export type AssignedSecret = 'default-password' | 'password' | 'secret-value';

/**
 * Judges the whole value of a named field (an environment variable, a key of a ConfigMap, a flag): a password or
 * generated secret that stands there in plain.
 */
export function assignedSecret(name: string, value: string): AssignedSecret | undefined {
  const kind = value.length > 512 || value.length < 2 ? undefined : secretNameKind(name);
  if (kind === undefined) return undefined;
  // `SECRET: default` is a setting, `SECRET_KEY: minio123` none.
  if (isKnownPassword(value) && (kind === 'password' || /\d|.{8}/.test(value))) return 'default-password';
  if (!couldBeSecret(value)) return undefined;
  if (kind === 'token') return isGenerated(value) ? 'secret-value' : undefined;
  return isChosen(value) || /^[A-Za-z]{2,64}$/.test(value) ? 'password' : undefined;
}

/** The same within running text, where a name and a value may only look like a pair: only what is clearly secret. */
export function assignedSecretInText(name: string, value: string): AssignedSecret | undefined {
  const kind: SecretNameKind | undefined = value.length > 512 || value.length < 6 ? undefined : secretNameKind(name);
  if (kind === undefined || !couldBeSecret(value) || isKnownPassword(value)) return undefined;
  if (kind === 'token') return isGenerated(value) ? 'secret-value' : undefined;
  return isChosen(value) && /\d/.test(value) ? 'password' : undefined;
}

function couldBeSecret(value: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(value)) return false;
  return !isReference(value) && !isPlaceholder(value) && !isPlainWord(value) && !isName(value) && !isExpression(value);
}

/** Code rather than data: a call, an index, a path of fields. */
function isExpression(value: string): boolean {
  return /[\w\])]\(|\w\[|\)$|^[A-Za-z_]\w{0,40}(?:\.[A-Za-z_]\w{0,40}){1,8}$|^(?:process|os|req|request|self|this|config|ctx)\./.test(
    value,
  );
}

function isChosen(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((form) => form.test(value)).length;
  return value.length >= 6 && kinds >= 2 && entropyOf(value) >= 2.2;
}

function isGenerated(value: string): boolean {
  if (value.length < 12 || entropyOf(value) < (value.length < 20 ? 2.9 : 3.1)) return false;
  return /\d/.test(value) ? /[A-Za-z]/.test(value) : value.length >= 20 && /[a-z]/.test(value) && /[A-Z]/.test(value);
}
