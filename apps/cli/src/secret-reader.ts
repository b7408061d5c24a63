import { createHmac, createPrivateKey, hash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SecretReader } from '@bulwark/model';
import type { Settings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** SHA-256 of a text in hexadecimal digits, for ids. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Reads what may be known of Secret values. Digests are keyed, at random unless --digest-key names a key. */
export function secretReader(settings: Settings): SecretReader {
  const key = digestKey(settings.text('digest-key'));
  return {
    digest: (bytes) => createHmac('sha256', key).update(bytes).digest('hex'),
    privateKey: readPrivateKey,
  };
}

function digestKey(file: string | undefined): Buffer {
  if (file === undefined) return randomBytes(32);
  try {
    const key = readFileSync(file);
    if (key.length >= 16) return key;
  } catch (error) {
    throw new UsageError(
      `--digest-key: cannot read "${file}": ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  throw new UsageError(
    `--digest-key: "${file}" holds fewer than 16 bytes`,
    'Make one with: head -c 32 /dev/urandom > key',
  );
}

/** Type and size of a private key; an encrypted or broken one has none that can be told. */
function readPrivateKey(pem: string): { readonly type: string; readonly bits?: number } | undefined {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    const bits = asymmetricKeyDetails?.modulusLength ?? curveBits(asymmetricKeyDetails?.namedCurve);
    return { type: asymmetricKeyType ?? 'unknown', ...(bits === undefined ? {} : { bits }) };
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

const curves: Readonly<Record<string, number>> = { prime256v1: 256, secp256k1: 256, secp384r1: 384, secp521r1: 521 };

function curveBits(curve: string | undefined): number | undefined {
  return curve === undefined ? undefined : curves[curve];
}
