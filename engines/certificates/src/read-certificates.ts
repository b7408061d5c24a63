import { type Diagnostic, pemBlocks } from '@bulwark/text';
import type { Certificate } from './certificate.ts';
import { DerError } from './der.ts';
import { readCertificate } from './read-certificate.ts';

export interface ReadCertificates {
  readonly certificates: readonly Certificate[];
  /** What stands there as a certificate and is none. */
  readonly diagnostics: readonly Diagnostic[];
}

const labels: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']);
// A bundle of all public roots has some 150.
const most = 1000;

/** Reads every certificate of a PEM text, in order. Never throws: what cannot be read is a diagnostic. */
export function readCertificates(pem: string): ReadCertificates {
  const blocks = pemBlocks(pem).filter((block) => labels.has(block.label));
  const certificates: Certificate[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, { bytes }] of blocks.slice(0, most).entries()) {
    const read = bytes ? readBytes(bytes) : 'its body is no base64';
    if (typeof read === 'string') diagnostics.push(unreadable(index, read));
    else certificates.push(read);
  }
  if (blocks.length > most) diagnostics.push(tooMany(blocks.length));
  return { certificates, diagnostics };
}

function readBytes(bytes: Uint8Array): Certificate | string {
  try {
    return readCertificate(bytes);
  } catch (error) {
    if (error instanceof DerError) return error.message;
    throw error;
  }
}

function unreadable(index: number, detail: string): Diagnostic {
  return {
    severity: 'error',
    code: 'unreadable-certificate',
    message: `certificate ${index + 1} cannot be read: ${detail}`,
  };
}

function tooMany(count: number): Diagnostic {
  return { severity: 'warning', code: 'limit', message: `${count} certificates, of which the first ${most} were read` };
}
