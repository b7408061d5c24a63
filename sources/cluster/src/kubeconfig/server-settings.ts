import type { ClusterError } from '../errors.ts';
import { EntryReader } from './entry-reader.ts';
import type { KubeconfigEntry } from './read-kubeconfig.ts';

/** How the API server is reached and recognised. */
export interface ServerSettings {
  /** May end in a path, as behind Rancher's proxy; never in a slash. */
  readonly url: string;
  /** PEM; absent where the machine's own authorities decide. */
  readonly ca: string | undefined;
  readonly insecure: boolean;
  readonly serverName: string | undefined;
  readonly proxyUrl: string | undefined;
  readonly compress: boolean;
}

/** The settings in a kubeconfig's cluster entry. Throws ClusterError for one that cannot be meant. */
export function serverSettings(entry: KubeconfigEntry): ServerSettings {
  const reader = new EntryReader(entry, 'the cluster entry');
  const url = urlOf(reader, 'server');
  if (url === undefined) throw reader.problem('expected a server address, found none');
  const insecure = reader.flag('insecure-skip-tls-verify');
  const ca = reader.pem('certificate-authority');
  if (insecure && ca) throw reader.problem('certificate-authority and insecure-skip-tls-verify exclude each other');
  return {
    url,
    ca,
    insecure,
    serverName: reader.text('tls-server-name'),
    proxyUrl: urlOf(reader, 'proxy-url', ['http:', 'https:', 'socks5:']),
    compress: !reader.flag('disable-compression'),
  };
}

/** A server's address for people and reports: without a user or a password in it. */
export function publicUrl(url: string): string {
  const clean = new URL(url);
  clean.username = '';
  clean.password = '';
  return clean.href.replace(/\/+$/, '');
}

function urlOf(reader: EntryReader, field: string, schemes = ['https:', 'http:']): string | undefined {
  const value = reader.text(field);
  if (value === undefined) return undefined;
  // kubectl takes `host:port` as https where certificates are set; they always are on a real cluster.
  const stated = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`;
  if (!URL.canParse(stated)) throw badUrl(reader, field, schemes);
  const url = new URL(stated);
  if (!schemes.includes(url.protocol)) throw badUrl(reader, field, schemes);
  return url.href.replace(/\/+$/, '');
}

// The value may hold a password, so it is not shown.
function badUrl(reader: EntryReader, field: string, schemes: readonly string[]): ClusterError {
  return reader.problem(`expected ${field} to be a URL with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`);
}
