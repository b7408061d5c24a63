import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { matchesHost } from './matches-host.ts';
import { readCertificates } from './read-certificates.ts';

const version = spawnSync('openssl', ['version'], { encoding: 'utf8' });
const missing =
  version.status === 0 ? undefined : 'openssl is not installed: there are no certificates to compare with';
if (missing) console.warn(`skipped: ${missing}`);
const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Wanted {
  readonly key: readonly string[];
  readonly subject: string;
  readonly extensions: readonly string[];
  readonly more?: readonly string[];
}

const rsa = (bits: number) => ['-newkey', `rsa:${bits}`];
const ec = (curve: string) => ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${curve}`];
const names =
  'subjectAltName=DNS:shop.example.org,DNS:*.shop.example.org,IP:10.0.0.1,IP:2001:db8:0:0:1::1,URI:spiffe://a/b';

const made: Readonly<Record<string, Wanted>> = {
  'RSA 2048, all names': { key: rsa(2048), subject: '/CN=shop.example.org/O=Shop, Inc/C=DE', extensions: [names] },
  'RSA 1024, SHA-1': { key: rsa(1024), subject: '/CN=old', extensions: [], more: ['-sha1'] },
  'RSA 2048, PSS': { key: rsa(2048), subject: '/CN=pss', extensions: [], more: ['-sigopt', 'rsa_padding_mode:pss'] },
  'EC P-256, serving': {
    key: ec('P-256'),
    subject: '/CN=leaf',
    extensions: [
      'basicConstraints=critical,CA:FALSE',
      'keyUsage=critical,digitalSignature,keyEncipherment',
      'extendedKeyUsage=serverAuth,clientAuth,1.2.3.4',
    ],
  },
  'EC P-384, CA': {
    key: ec('P-384'),
    subject: '/CN=ca',
    extensions: [
      'basicConstraints=critical,CA:TRUE,pathlen:0',
      'keyUsage=keyCertSign,cRLSign,decipherOnly,keyAgreement',
    ],
  },
  'EC P-521': { key: ec('P-521'), subject: '/CN=big', extensions: [] },
  'EC P-224': { key: ec('secp224r1'), subject: '/CN=small', extensions: [] },
  'EC secp256k1': { key: ec('secp256k1'), subject: '/CN=koblitz', extensions: [] },
  Ed25519: { key: ['-newkey', 'ed25519'], subject: '/CN=ed', extensions: [] },
  Ed448: { key: ['-newkey', 'ed448'], subject: '/CN=ed4', extensions: [] },
  'no subject': { key: ec('P-256'), subject: '/', extensions: ['subjectAltName=critical,DNS:only.example.org'] },
  'UTF-8 and odd characters': {
    key: ec('P-256'),
    subject: '/CN=Grüße\\/+"<x>;/OU=\\# a/emailAddress=a@b.example/DC=org',
    extensions: [],
    more: ['-utf8'],
  },
  'several values in one part': {
    key: ec('P-256'),
    subject: '/CN=one+OU=two/O=three',
    extensions: [],
    more: ['-multivalue-rdn'],
  },
  'far future': {
    key: ec('P-256'),
    subject: '/CN=far',
    extensions: [],
    more: ['-days', '30000'],
  },
};

let count = 0;

function make({ key, subject, extensions, more = [] }: Wanted): string {
  const out = join(folder, `${++count}.pem`);
  const args = ['req', '-x509', '-nodes', ...key, '-keyout', join(folder, 'key.pem'), '-out', out, '-subj', subject];
  const all = [...args, '-days', '30', ...extensions.flatMap((line) => ['-addext', line]), ...more];
  const { status, stderr } = spawnSync('openssl', all, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return readFileSync(out, 'utf8');
}

describe.skipIf(missing !== undefined)('as node:crypto reads it', () => {
  test.each(Object.entries(made))('%s', (_title, wanted) => {
    const pem = make(wanted);
    const theirs = new X509Certificate(pem);
    const { certificates, diagnostics } = readCertificates(`some text\n${pem}`);
    expect(diagnostics).toEqual([]);
    const [ours] = certificates;
    expect(certificates).toHaveLength(1);
    if (ours === undefined) return;
    expect(ours).toMatchObject({
      serial: theirs.serialNumber.toLowerCase().replace(/^0+(?=.)/, ''),
      notBefore: theirs.validFromDate.getTime(),
      notAfter: theirs.validToDate.getTime(),
      isCA: theirs.ca,
      selfSigned: theirs.subject === theirs.issuer,
    });
    expect(`${ours.key.type}/${ours.key.curve ?? ours.key.bits ?? ''}`).toBe(
      `${theirs.publicKey.asymmetricKeyType}/${theirs.publicKey.asymmetricKeyDetails?.namedCurve ?? theirs.publicKey.asymmetricKeyDetails?.modulusLength ?? ''}`,
    );
    const alternatives = [
      ...ours.dnsNames.map((name) => `DNS:${name}`),
      ...ours.ipAddresses.map((ip) => `IP:${ip}`),
      ...ours.uris.map((uri) => `URI:${uri}`),
    ];
    expect(alternatives).toEqual(alternativesOf(theirs));
    expect(ours).toMatchObject(opensslSays(pem));
    expect(ours.dnsNames.every((name) => theirs.checkHost(name.replace('*', 'a')) !== undefined)).toBe(true);
  });

  test('a chain, with one block that is broken', () => {
    const [one, two] = [
      make({ key: ec('P-256'), subject: '/CN=one', extensions: [] }),
      make({ key: ec('P-256'), subject: '/CN=two', extensions: [] }),
    ];
    const broken = two.replace(/\nMII.../, '\nMIIAAA');
    const { certificates, diagnostics } = readCertificates(one + broken + two);
    expect(certificates.map((certificate) => certificate.subject)).toEqual(['CN=one', 'CN=two']);
    expect(diagnostics.map((diagnostic) => diagnostic.message)).toEqual([
      expect.stringContaining('certificate 2 cannot be read'),
    ]);
  });

  test('hostile bytes are a diagnostic or a certificate, never a crash', () => {
    const pem = make(made['RSA 2048, all names'] ?? { key: [], subject: '', extensions: [] });
    const bytes = Buffer.from(pem.split('\n').slice(1, -2).join(''), 'base64');
    const edit = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), fc.nat(bytes.length), (edits, length) => {
        const copy = Buffer.from(bytes);
        for (const [at, value] of edits) copy[at] = value;
        for (const body of [copy, copy.subarray(0, length)]) {
          const { certificates, diagnostics } = readCertificates(asPem(body));
          expect(certificates.length + diagnostics.length).toBe(1);
        }
      }),
      { numRuns: 3000, seed: 11 },
    );
  });
});

test('the public roots that Node brings along are read as node:crypto reads them', () => {
  const { certificates, diagnostics } = readCertificates(rootCertificates.join('\n'));
  expect(diagnostics).toEqual([]);
  expect(certificates).toHaveLength(rootCertificates.length);
  for (const [index, ours] of certificates.entries()) {
    const theirs = new X509Certificate(rootCertificates[index] ?? '');
    const { asymmetricKeyType, asymmetricKeyDetails } = theirs.publicKey;
    expect({ ...ours, key: `${ours.key.type} ${ours.key.curve ?? ours.key.bits}` }).toMatchObject({
      serial: theirs.serialNumber.toLowerCase().replace(/^0+(?=.)/, ''),
      notBefore: theirs.validFromDate.getTime(),
      notAfter: theirs.validToDate.getTime(),
      isCA: theirs.ca,
      selfSigned: theirs.subject === theirs.issuer,
      key: `${asymmetricKeyType} ${asymmetricKeyDetails?.namedCurve ?? asymmetricKeyDetails?.modulusLength}`,
    });
  }
});

test('any bytes and any text are read without a crash', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => void readCertificates(asPem(bytes))),
    { numRuns: 2000, seed: 3 },
  );
  fc.assert(
    fc.property(
      fc.string(),
      (text) => void readCertificates(`-----BEGIN CERTIFICATE-----${text}-----END CERTIFICATE-----`),
    ),
    { seed: 3 },
  );
});

test('a million nested sequences are refused at once', () => {
  const deep = new Uint8Array(1_000_000).fill(0x30);
  expect(readCertificates(asPem(deep)).diagnostics).toHaveLength(1);
});

test.each([
  ['shop.example.org', 'shop.example.org', true],
  ['SHOP.example.org.', 'shop.example.org', true],
  ['*.example.org', 'shop.example.org', true],
  ['*.example.org', 'a.shop.example.org', false],
  ['*.example.org', 'example.org', false],
  ['*.example.org', '*.example.org', true],
  ['*.org', '*.example.org', false],
  ['sh*.example.org', 'shop.example.org', false],
  ['shop.example.org', 'shop.example.org.evil.io', false],
])('a certificate for %s serves %s: %s', (name, host, serves) => {
  expect(matchesHost({ dnsNames: [name], ipAddresses: [] }, host)).toBe(serves);
});

function asPem(bytes: Uint8Array): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(bytes).toString('base64')}\n-----END CERTIFICATE-----\n`;
}

/** Node writes IPv6 addresses in full groups; RFC 5952 shortens them. */
function alternativesOf(certificate: X509Certificate): readonly string[] {
  const all = certificate.subjectAltName?.split(', ') ?? [];
  const plain = all.map((name) =>
    name.replace('IP Address:', 'IP:').replace('IP:2001:DB8:0:0:1:0:0:1', 'IP:2001:db8::1:0:0:1'),
  );
  return ['DNS:', 'IP:', 'URI:'].flatMap((kind) => plain.filter((name) => name.startsWith(kind)));
}

const usageNames: Readonly<Record<string, string>> = {
  'Digital Signature': 'digitalSignature',
  'Key Encipherment': 'keyEncipherment',
  'Key Agreement': 'keyAgreement',
  'Certificate Sign': 'keyCertSign',
  'CRL Sign': 'cRLSign',
  'Decipher Only': 'decipherOnly',
  'TLS Web Server Authentication': 'serverAuth',
  'TLS Web Client Authentication': 'clientAuth',
};

/** Names by RFC 4514 (RFC 2253 without its escapes for non-ASCII), algorithm and usages, as openssl prints them. */
function opensslSays(pem: string): object {
  const file = join(folder, 'x.pem');
  writeFileSync(file, pem);
  const run = (...args: string[]) =>
    spawnSync('openssl', ['x509', '-in', file, '-noout', ...args], { encoding: 'utf8' }).stdout;
  const text = run('-text', '-nameopt', 'RFC2253,-esc_msb,utf8');
  const list = (title: string) =>
    new RegExp(`X509v3 ${title}:[^\n]*\n *([^\n]*)`)
      .exec(text)?.[1]
      ?.split(', ')
      .map((name) => usageNames[name] ?? name);
  const keyUsage = list('Key Usage');
  const extendedKeyUsage = list('Extended Key Usage');
  return {
    subject: run('-subject', '-nameopt', 'RFC2253,-esc_msb,utf8')
      .trim()
      .replace(/^subject=/, ''),
    signatureAlgorithm: /Signature Algorithm: (\S+)/.exec(text)?.[1],
    ...(keyUsage ? { keyUsage: expect.arrayContaining(keyUsage) } : {}),
    ...(extendedKeyUsage ? { extendedKeyUsage } : {}),
  };
}
