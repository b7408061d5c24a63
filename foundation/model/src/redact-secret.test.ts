import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type JsonObject, jsonText, parseJson, SourceText } from '@bulwark/text';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactSecret, type SecretReader } from './redact-secret.ts';
import { toResource } from './resource.ts';
import { secretEntries } from './secret-value.ts';

const reader: SecretReader = {
  digest: (bytes) => createHash('sha256').update('key').update(bytes).digest('hex').slice(0, 12),
  privateKey: (pem) => {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    const bits = asymmetricKeyDetails?.modulusLength;
    return { type: asymmetricKeyType ?? '', ...(bits ? { bits } : {}) };
  },
};
const base64 = (text: string) => Buffer.from(text).toString('base64');
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

function secret(rest: object): JsonObject {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'n' }, ...rest };
}

function entry(value: string): object | undefined {
  const redacted = redactSecret(secret({ data: { key: base64(value) } }), reader);
  return (redacted['data'] as JsonObject)['key'] as object;
}

// A self-signed certificate made for this test; it opens nothing.
const certificate = [
  '-----BEGIN CERTIFICATE-----',
  'MIIBdjCCAR2gAwIBAgIUAwAAAAAAAAAAAAAAAAAAAAAAAAEwCgYIKoZIzj0EAwIw',
  '-----END CERTIFICATE-----',
].join('\n');

describe('redactSecret', () => {
  test('keeps digest and length, the same for data and stringData', () => {
    const redacted = redactSecret(
      secret({ data: { a: base64('hello wörld') }, stringData: { b: 'hello wörld' } }),
      reader,
    );
    const facts = { digest: reader.digest(Buffer.from('hello wörld')), bytes: 12 };
    expect(redacted['data']).toEqual({ a: facts });
    expect(redacted['stringData']).toEqual({ b: facts });
  });

  test('leaves what is no value alone', () => {
    const rest = {
      type: 'Opaque',
      immutable: true,
      metadata: { name: 's', labels: { app: 'x' }, annotations: { a: 'b' } },
    };
    expect(redactSecret(secret({ ...rest, data: null }), reader)).toEqual(secret({ ...rest, data: null }));
  });

  test.each([
    [
      'RSA in PKCS#8',
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
      { type: 'rsa', bits: 2048 },
    ],
    [
      'Ed25519',
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
      { type: 'ed25519' },
    ],
    [
      'encrypted',
      `-----BEGIN ENCRYPTED PRIVATE ${'KEY'}-----\nAAAA\n-----END ENCRYPTED PRIVATE ${'KEY'}-----`,
      { type: 'encrypted' },
    ],
  ])('tells type and size of a private key: %s', (_title, pem, facts) => {
    expect(entry(String(pem))).toMatchObject({ privateKey: facts });
  });

  test('keeps certificates, not what only carries their label', () => {
    const body = Buffer.from([0x30, 0x82, 0x01, 0x00, 0x30, ...new Array(255).fill(7)]).toString('base64');
    const pem = `-----BEGIN CERTIFICATE-----\n${body.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`;
    expect(entry(`bag attributes\n${pem}`)).toMatchObject({ certificates: [pem] });
    expect(entry(certificate)).not.toHaveProperty('certificates');
  });

  test('names the patterns of other values', () => {
    expect(entry(`token ${'ghp_'}${'0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX'}`)).toMatchObject({
      patterns: ['github-token'],
    });
    const login = JSON.stringify({ auths: { 'r.example': { auth: base64('robot:hunter22hunter') } } });
    expect(entry(login)).toMatchObject({ patterns: ['docker-config-auth'] });
  });

  test.each([
    ['$', '{DB_PASSWORD}'].join(''),
    '<your password>',
    '{{ .Values.password }}',
    'vault:secret/data/db#password',
    'ENC[AES256_GCM,data:x]',
  ])('says that %s is no secret yet', (value) => expect(entry(value)).toMatchObject({ unresolved: true }));

  test('notes what is no base64 or no string', () => {
    const redacted = redactSecret(secret({ data: { a: 'not base64!', b: 5 }, stringData: ['x'] }), reader);
    expect(redacted).toMatchObject({
      data: { a: { bytes: 11, invalid: true }, b: { bytes: 1, invalid: true } },
      stringData: { bytes: 5, invalid: true },
    });
  });

  test('is recognised again', () => {
    const redacted = toResource(
      redactSecret(secret({ data: { a: base64('1234567'), b: base64('x') }, stringData: { b: 'longer' } }), reader),
    );
    expect(redacted && secretEntries(redacted).map(({ field, key, bytes }) => [field, key, bytes])).toEqual([
      ['data', 'a', 7],
      ['stringData', 'b', 6],
    ]);
  });
});

describe('no value survives (S-20)', () => {
  const forms = (canary: string): readonly string[] => {
    const once = base64(canary);
    return [
      canary,
      once,
      base64(once),
      encodeURIComponent(canary),
      gzipSync(canary).toString('base64'),
      JSON.stringify(canary).slice(1, -1),
    ];
  };

  function expectGone(object: JsonObject, canary: string): void {
    const text = jsonText(redactSecret(object, reader));
    for (const form of forms(canary)) expect(text.includes(form), form).toBe(false);
  }

  test.each(Array.from({ length: 50 }, (_, index) => `CANARY-${index}-p@ss/w&rd "${index * 7919}"`))('%s', (canary) => {
    for (const form of forms(canary)) {
      const inner = secret({ data: { a: base64(form) }, stringData: { b: `x${form}y` } });
      expectGone(inner, canary);
      const metadata = {
        name: 's',
        annotations: { [lastApplied]: JSON.stringify(inner), copied: `password is ${form}` },
      };
      expectGone({ ...inner, metadata }, canary);
      expectGone(secret({ data: { a: form } }), canary);
      expectGone(secret({ data: form, stringData: [form], stringdata: { x: { y: form } } }), canary);
    }
  });

  test('split over keys, each part goes', () => {
    const parts = ['CANARY-part-one', 'CANARY-part-two'];
    const text = jsonText(redactSecret(secret({ stringData: { a: parts[0], b: parts[1] } }), reader));
    for (const part of parts) expect(text).not.toContain(part);
  });

  test('any JSON object is redacted without a crash', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('data', 'stringData', 'metadata', 'kind', 'extra'), fc.jsonValue()),
        (value) => {
          const object = parseJson(new SourceText('x', JSON.stringify(value))).documents[0]?.value as JsonObject;
          redactSecret(object, reader);
        },
      ),
      { seed: 7 },
    );
  });
});
