import { textBytes } from '../../values/byte-text.ts';
import { hexText } from '../base64.ts';
import { type Builtin, type BuiltinContext, type CryptoPort, type HashAlgorithm, RefusedError } from '../builtin.ts';
import { textAt } from '../operands.ts';
import { pureHashes } from './pure-hashes.ts';

export const hashBuiltins: readonly Builtin[] = [
  hash('md5'),
  hash('sha1'),
  hash('sha256'),
  hmac('md5'),
  hmac('sha1'),
  hmac('sha256'),
  hmac('sha512'),
  { name: 'crypto.hmac.equal', evaluate: (args) => textAt(args, 0) === textAt(args, 1) },
];

function hash(algorithm: HashAlgorithm): Builtin {
  return {
    name: `crypto.${algorithm}`,
    evaluate: (args, context) => hexText(hashesOf(context).hash(algorithm, textBytes(textAt(args, 0)))),
  };
}

function hmac(algorithm: HashAlgorithm): Builtin {
  return {
    name: `crypto.hmac.${algorithm}`,
    evaluate: (args, context) => {
      const message = textBytes(textAt(args, 0));
      return hexText(hashesOf(context).hmac(algorithm, textBytes(textAt(args, 1)), message));
    },
  };
}

/** The host's hashes, or our own where it lends none. */
export function hashesOf({ crypto }: BuiltinContext): Pick<CryptoPort, 'hash' | 'hmac'> {
  return crypto ?? pureHashes;
}

/** The host's cryptography. Throws RefusedError where it lends none. */
export function cryptoOf({ crypto }: BuiltinContext): CryptoPort {
  if (crypto === undefined) throw new RefusedError('the host lends no cryptography');
  return crypto;
}
