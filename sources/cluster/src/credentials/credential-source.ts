import type { Clock } from '../clock.ts';
import type { Credentials } from './credentials.ts';
import { expiryOf } from './expiry.ts';
import { type Impersonation, impersonationHeaders } from './impersonation.ts';
import type { ExecCredential } from './run-exec-plugin.ts';
import type { Login, UserSettings } from './user-settings.ts';

export interface CredentialOptions {
  readonly user: UserSettings;
  readonly impersonation: Impersonation;
  readonly clock: Clock;
  /** Runs the user's credential plugin. */
  readonly runPlugin: (login: Extract<Login, { kind: 'exec' }>) => Promise<ExecCredential>;
}

// A mounted token is replaced well before it ends (client-go reads it again each minute).
const tokenFileAge = 60_000;

/** Keeps the credentials of one user, and fetches new ones when they end. */
export class CredentialSource {
  readonly #options: CredentialOptions;
  readonly #impersonation: Record<string, string | string[]>;
  #current: Promise<Credentials> | undefined;
  #goodUntil = 0;

  constructor(options: CredentialOptions) {
    this.#options = options;
    this.#impersonation = impersonationHeaders(options.impersonation);
  }

  /** The same object as long as nothing changed. */
  current(): Promise<Credentials> {
    if (this.#current === undefined || this.#options.clock.now() >= this.#goodUntil) this.#current = this.#fetch();
    return this.#current;
  }

  /** After a refusal: whether asking again may bring other credentials than these. */
  async renew(refused: Credentials): Promise<boolean> {
    const { kind } = this.#options.user.login;
    if (kind !== 'exec' && kind !== 'token-file') return false;
    if ((await this.#current) === refused) this.#current = undefined;
    return true;
  }

  /** Why the server may have refused these: when they ended, as far as they say so themselves. */
  async expiredAt(): Promise<Date | undefined> {
    const expiry = expiryOf(await this.current());
    return expiry !== undefined && expiry.getTime() <= this.#options.clock.now() ? expiry : undefined;
  }

  async #fetch(): Promise<Credentials> {
    const { user, clock, runPlugin } = this.#options;
    const { login, certificate } = user;
    // Set before waiting, so that requests at the same time run the plugin once.
    this.#goodUntil = login.kind === 'token-file' ? clock.now() + tokenFileAge : Number.POSITIVE_INFINITY;
    if (login.kind !== 'exec') return { headers: { ...this.#impersonation, ...authorization(login) }, certificate };
    const { token, certificate: issued, expiresAt } = await runPlugin(login);
    this.#goodUntil = expiresAt ?? Number.POSITIVE_INFINITY;
    return {
      headers: { ...this.#impersonation, ...(token ? bearer(token) : {}) },
      certificate: issued ?? certificate,
    };
  }
}

function authorization(login: Login): Record<string, string> {
  switch (login.kind) {
    case 'none':
    case 'exec':
      return {};
    case 'token':
    case 'oidc':
      return bearer(login.token);
    case 'token-file':
      return bearer(login.read());
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${login.name}:${login.password}`).toString('base64')}` };
  }
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token.trim()}` };
}
