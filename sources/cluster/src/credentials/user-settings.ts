import { record, text, texts } from '@bulwark/model';
import { EntryReader } from '../kubeconfig/entry-reader.ts';
import type { KubeconfigEntry } from '../kubeconfig/read-kubeconfig.ts';
import { type ExecSettings, execSettings } from './exec-settings.ts';
import type { Impersonation } from './impersonation.ts';

/** What a kubeconfig's user entry offers; several at once are possible. */
export interface UserSettings {
  readonly certificate: KeyPair | undefined;
  readonly login: Login;
  readonly impersonation: Impersonation;
}

/** PEM texts. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

export type Login =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'token-file'; readonly read: () => string }
  | { readonly kind: 'basic'; readonly name: string; readonly password: string }
  | { readonly kind: 'oidc'; readonly token: string }
  | { readonly kind: 'exec'; readonly settings: ExecSettings };

/** The settings in a kubeconfig's user entry. Throws ClusterError for one that cannot be used. */
export function userSettings(entry: KubeconfigEntry, name: string): UserSettings {
  const reader = new EntryReader(entry, `user "${name}"`);
  return {
    certificate: certificateOf(reader),
    login: loginOf(reader, entry),
    impersonation: {
      user: reader.text('as'),
      uid: reader.text('as-uid'),
      groups: texts(reader.get('as-groups')),
      extra: Object.entries(record(reader.get('as-user-extra'))).map(([key, values]) => [key, texts(values)]),
    },
  };
}

function certificateOf(reader: EntryReader): KeyPair | undefined {
  const cert = reader.pem('client-certificate');
  const key = reader.pem('client-key');
  if (cert === undefined && key === undefined) return undefined;
  if (cert !== undefined && key !== undefined) return { cert, key };
  throw reader.problem(
    `expected client-certificate and client-key together, found only the ${cert ? 'first' : 'second'}`,
  );
}

/** A token file goes before a token, as with kubectl: it is the one that is kept fresh. */
function loginOf(reader: EntryReader, entry: KubeconfigEntry): Login {
  if (reader.get('exec')) return { kind: 'exec', settings: execSettings(entry, reader) };
  const provider = record(reader.get('auth-provider'));
  if (provider['name'] !== undefined) return providerLogin(reader, entry);
  const file = reader.path('tokenFile');
  if (file !== undefined) return { kind: 'token-file', read: () => reader.read(file, 'tokenFile').trim() };
  const token = reader.text('token');
  if (token !== undefined) return { kind: 'token', token };
  const name = reader.text('username');
  if (name !== undefined) return { kind: 'basic', name, password: reader.text('password') ?? '' };
  return { kind: 'none' };
}

/** Of kubectl's built-in login providers only `oidc` is left (the others were removed in Kubernetes 1.26). */
function providerLogin(reader: EntryReader, entry: KubeconfigEntry): Login {
  const provider = record(entry.value['auth-provider']);
  const name = text(provider['name']) ?? '';
  if (name !== 'oidc') {
    throw reader.problem(`the login provider "${name}" was removed in Kubernetes 1.26; use its exec plugin instead`);
  }
  const token = text(record(provider['config'])['id-token']);
  if (!token) throw reader.problem('expected an id-token of the oidc login, found none; log in first');
  return { kind: 'oidc', token };
}
