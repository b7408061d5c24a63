import type { Certificate } from '@bulwark/certificates';

export const day = 24 * 60 * 60 * 1000;

/** `2026-01-31`, in UTC. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** How a message names a certificate: by its subject, or by a name that it serves. */
export function nameOf(certificate: Certificate): string {
  const name = certificate.subject || certificate.dnsNames[0] || certificate.uris[0] || `serial ${certificate.serial}`;
  return `"${name}"`;
}
