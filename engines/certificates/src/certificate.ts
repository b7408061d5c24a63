/** What an X.509 certificate (RFC 5280) says; nothing of it is verified. */
export interface Certificate {
  /** As RFC 4514 writes it, most specific first: `CN=shop.example.org,O=Shop`. */
  readonly subject: string;
  readonly issuer: string;
  /** The last common name of the subject. */
  readonly commonName?: string;
  /** Lower-case hexadecimal digits without leading zeros. */
  readonly serial: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly dnsNames: readonly string[];
  /** As text: `10.0.0.1`, `2001:db8::1`. */
  readonly ipAddresses: readonly string[];
  readonly uris: readonly string[];
  readonly isCA: boolean;
  /** Names of RFC 5280 section 4.2.1.3: `digitalSignature`, `keyCertSign` …; undefined where nothing restricts the key. */
  readonly keyUsage?: readonly string[];
  /** `serverAuth`, `clientAuth` …, or the OID; undefined where nothing restricts the purpose. */
  readonly extendedKeyUsage?: readonly string[];
  /** `sha256WithRSAEncryption` …, or the OID. */
  readonly signatureAlgorithm: string;
  readonly key: PublicKey;
  /** Subject and issuer are the same; whether it signed itself is not proved. */
  readonly selfSigned: boolean;
}

export interface PublicKey {
  /** As Node’s asymmetricKeyType: `rsa`, `rsa-pss`, `ec`, `dsa`, `ed25519`, `ed448`, `x25519`, `x448`; else the OID. */
  readonly type: string;
  /** Size of the modulus or of the curve's field. */
  readonly bits?: number;
  /** `prime256v1` …, or the OID. */
  readonly curve?: string;
}
