export type { Certificate, PublicKey } from './certificate.ts';
export { matchesHost } from './matches-host.ts';
export { type ReadCertificates, readCertificates } from './read-certificates.ts';
