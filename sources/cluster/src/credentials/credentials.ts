import type { KeyPair } from './user-settings.ts';

/** What one request carries to be known by. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly certificate: KeyPair | undefined;
}
