import { BlockList, isIP } from 'node:net';
import type { Environment } from '../kubeconfig/read-kubeconfig.ts';

/**
 * The proxy for a server: the kubeconfig's own, else that of HTTPS_PROXY or HTTP_PROXY unless NO_PROXY or a loopback
 * address says otherwise, as Go's net/http decides for kubectl.
 */
export function proxyFor(url: string, stated: string | undefined, environment: Environment): string | undefined {
  if (stated !== undefined) return stated;
  const { protocol, hostname, port } = new URL(url);
  const name = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const proxy = environment[name.toUpperCase()] || environment[name];
  if (!proxy) return undefined;
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || within(host, '127.0.0.0/8') || host === '::1') return undefined;
  const exceptions = (environment['NO_PROXY'] || environment['no_proxy'] || '').split(/[,\s]+/).filter(Boolean);
  if (exceptions.some((exception) => isException(exception.toLowerCase(), host, port || '443'))) return undefined;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

function isException(exception: string, host: string, port: string): boolean {
  if (exception === '*') return true;
  if (exception.includes('/')) return within(host, exception);
  const [, name = exception, onlyPort] = /^(.*[^:]):(\d+)$/.exec(exception) ?? [];
  if (onlyPort !== undefined && !isIP(exception) && onlyPort !== port) return false;
  const domain = (isIP(exception) ? exception : name).replace(/^\*?\./, '').replace(/^\[|\]$/g, '');
  return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
}

function within(host: string, range: string): boolean {
  const [address = '', bits = ''] = range.split('/');
  const [family, widest] = isIP(address) === 6 ? (['ipv6', 128] as const) : (['ipv4', 32] as const);
  const prefix = Number(bits);
  if (isIP(host) === 0 || isIP(address) === 0 || !/^\d+$/.test(bits) || prefix > widest) return false;
  const list = new BlockList();
  list.addSubnet(address, prefix, family);
  return list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}
