import { isList } from '@bulwark/text';
import { BuiltinError, type CryptoPort } from '../builtin.ts';
import { parseAddress } from '../net/address.ts';
import type { Certificate } from './certificate.ts';
import { nameProblem } from './name-constraints.ts';

/** What a chain is checked for (Go's `x509.VerifyOptions`). */
export interface ChainOptions {
  /** Seconds since 1970. */
  readonly now: number;
  /** Empty: any. */
  readonly dnsName: string;
  /** Go's numbers of extended key usages, one of which the chain must allow; 0 is any. */
  readonly usages: readonly number[];
}

/**
 * The chain from the last of the certificates to the first, which is trusted, by the others (RFC 5280, section 6).
 * Throws BuiltinError where there is none.
 */
export function verifyChain(
  certificates: readonly Certificate[],
  options: ChainOptions,
  crypto: CryptoPort,
): readonly Certificate[] {
  const root = certificates[0];
  const leaf = certificates.at(-1);
  if (root === undefined || leaf === undefined || certificates.length < 2) {
    throw new BuiltinError('operand 1 must supply at least two certificates to be able to verify', 'eval_type_error');
  }
  const verifier = new ChainVerifier({ root, others: certificates.slice(1, -1), options, crypto });
  return verifier.chain(leaf);
}

interface Given {
  readonly root: Certificate;
  readonly others: readonly Certificate[];
  readonly options: ChainOptions;
  readonly crypto: CryptoPort;
}

const certSign = 1 << 5;

class ChainVerifier {
  readonly #given: Given;

  constructor(given: Given) {
    this.#given = given;
  }

  chain(leaf: Certificate): readonly Certificate[] {
    const { options, root } = this.#given;
    this.#checkItself(leaf);
    if (options.dnsName !== '' && !isFor(leaf, options.dnsName)) {
      throw new BuiltinError(`x509: certificate is not valid for ${options.dnsName}`);
    }
    const chain = isSame(leaf, root) ? [leaf] : this.#extend([leaf]);
    if (chain === undefined) throw new BuiltinError('x509: certificate signed by unknown authority');
    return chain;
  }

  #extend(chain: readonly Certificate[]): readonly Certificate[] | undefined {
    const { root, others } = this.#given;
    const child = chain.at(-1);
    if (child === undefined || chain.length > 20) return undefined;
    if (this.#signs(root, child, chain)) {
      const whole = [...chain, root];
      return this.#allows(whole) ? whole : undefined;
    }
    for (const candidate of others) {
      if (chain.some((one) => isSame(one, candidate)) || !this.#signs(candidate, child, chain)) continue;
      const longer = this.#extend([...chain, candidate]);
      if (longer !== undefined) return longer;
    }
    return undefined;
  }

  /** Whether a certificate may and did sign the last one of the chain. */
  #signs(parent: Certificate, child: Certificate, chain: readonly Certificate[]): boolean {
    const { json } = parent;
    if (json['RawSubject'] !== child.json['RawIssuer'] || this.#problem(parent) !== undefined) return false;
    const isAuthority = json['BasicConstraintsValid'] === true ? json['IsCA'] === true : json['Version'] !== 3;
    if (!isAuthority) return false;
    const most = Number(json['MaxPathLen']);
    if (json['BasicConstraintsValid'] === true && most >= 0 && chain.length - 1 > most) return false;
    const usage = Number(json['KeyUsage']);
    if (usage !== 0 && (usage & certSign) === 0) return false;
    return nameProblem(parent, chain) === undefined && this.#signature(parent, child);
  }

  #signature(parent: Certificate, child: Certificate): boolean {
    const { check } = child.algorithm;
    if (check === undefined) return false;
    return this.#given.crypto.verify({
      scheme: check.scheme,
      hash: check.hash,
      key: { spki: parent.publicKeyInfo },
      data: child.signed,
      signature: child.signature,
      encoding: 'der',
    });
  }

  #checkItself(certificate: Certificate): void {
    const problem = this.#problem(certificate);
    if (problem !== undefined) throw new BuiltinError(`x509: ${problem}`);
  }

  #problem({ json, notBefore, notAfter }: Certificate): string | undefined {
    if (json['UnhandledCriticalExtensions'] !== null) return 'unhandled critical extension';
    const { now } = this.#given.options;
    return now < notBefore || now > notAfter ? 'certificate has expired or is not yet valid' : undefined;
  }

  /** Whether one of the usages is allowed by every certificate that names usages at all. */
  #allows(chain: readonly Certificate[]): boolean {
    const { usages } = this.#given.options;
    return usages.some(
      (usage) =>
        usage === 0 ||
        chain.every(({ json }) => {
          const allowed = json['ExtKeyUsage'];
          if (!isList(allowed)) return json['UnknownExtKeyUsage'] === null;
          return allowed.includes(0) || allowed.includes(usage);
        }),
    );
  }
}

function isSame(left: Certificate, right: Certificate): boolean {
  return left.json['Raw'] === right.json['Raw'];
}

/** Whether a certificate is for a host: an address, or a name whose first label may be a star (RFC 6125). */
function isFor({ json }: Certificate, host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const address = parseAddress(bare);
  const held = json[address === undefined ? 'DNSNames' : 'IPAddresses'];
  const names = isList(held) ? held.map(String) : [];
  if (address !== undefined) return names.some((name) => parseAddress(name) === address);
  const wanted = host.toLowerCase().replace(/\.$/, '');
  return names.some((name) => {
    const pattern = name.toLowerCase().replace(/\.$/, '');
    return pattern === wanted || (pattern.startsWith('*.') && pattern.slice(1) === wanted.replace(/^[^.]+/, ''));
  });
}
