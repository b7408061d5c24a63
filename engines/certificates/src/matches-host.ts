import type { Certificate } from './certificate.ts';

/**
 * Whether a certificate serves a DNS name by RFC 9525: its DNS names decide, the common name never, and `*` stands for
 * one whole leftmost label. A host that is itself a wildcard (`*.example.org`) needs the same wildcard.
 */
export function matchesHost(certificate: Pick<Certificate, 'dnsNames' | 'ipAddresses'>, host: string): boolean {
  const wanted = normal(host);
  return (
    certificate.dnsNames.some((name) => matchesName(normal(name), wanted)) || certificate.ipAddresses.includes(wanted)
  );
}

function matchesName(name: string, host: string): boolean {
  if (name === host) return true;
  if (!name.startsWith('*.') || host.startsWith('*.')) return false;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot) === name.slice(1);
}

function normal(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
