import type { JsonObject, JsonValue } from '@bulwark/text';
import { encode64 } from '../base64.ts';
import { BuiltinError } from '../builtin.ts';
import { bitsOf, children, type Der, integerOf, oidOf, readOne, tags } from './asn1.ts';
import { readPublicKey, readSignatureAlgorithm } from './public-key.ts';
import { attributeValue, extensionFields, extensionsJson, readExtensions } from './x509-extensions.ts';
import { x509Name } from './x509-name.ts';

/** A certificate signing request (RFC 2986) in the shape of Go's `x509.CertificateRequest`. */
export function parseCertificateRequest(bytes: Uint8Array): JsonObject {
  const element = readOne(bytes, tags.sequence);
  const [body, identifier, signature] = children(element, tags.sequence);
  const [version, subject, info, attributes] = children(body, tags.sequence);
  if (body === undefined || info === undefined || subject === undefined) {
    throw new BuiltinError('asn1: structure error: a certificate request was expected');
  }
  const all = attributes === undefined ? [] : children(attributes).map(readAttribute);
  const requested = all.find(({ type }) => type.join('.') === extensionRequest);
  const extensions = requested === undefined ? [] : readExtensions(children(requested.values)[0]);
  const publicKey = readPublicKey(info);
  const { DNSNames, EmailAddresses, IPAddresses, URIs } = extensionFields(extensions);
  const base64 = (part: Uint8Array): string => encode64(part, 'standard');
  const shown = all.flatMap(attributeJson);
  return {
    Raw: base64(element.raw),
    RawTBSCertificateRequest: base64(body.raw),
    RawSubjectPublicKeyInfo: base64(info.raw),
    RawSubject: base64(subject.raw),
    Version: Number(integerOf(version)),
    Signature: base64(bitsOf(signature)),
    SignatureAlgorithm: readSignatureAlgorithm(identifier).number,
    PublicKeyAlgorithm: publicKey.algorithm,
    PublicKey: publicKey.json,
    Subject: x509Name(subject),
    Attributes: shown.length === 0 ? null : shown,
    Extensions: extensionsJson(extensions),
    ExtraExtensions: null,
    DNSNames: DNSNames ?? null,
    EmailAddresses: EmailAddresses ?? null,
    IPAddresses: IPAddresses ?? null,
    URIs: URIs ?? null,
  };
}

const extensionRequest = '1.2.840.113549.1.9.14';

interface Attribute {
  readonly type: readonly number[];
  readonly values: Der | undefined;
}

function readAttribute(element: Der): Attribute {
  const [type, values] = children(element, tags.sequence);
  return { type: oidOf(type), values };
}

/** Only attributes that are lists of types and values have a place in Go's shape. */
function attributeJson({ type, values }: Attribute): readonly JsonValue[] {
  const sets = children(values, tags.set);
  if (!sets.every(({ tag }) => tag === tags.sequence)) return [];
  const lists = sets.map((set) =>
    children(set).map((pair) => {
      const [id, value] = children(pair, tags.sequence);
      return { Type: [...oidOf(id)], Value: attributeValue(value) };
    }),
  );
  return [{ Type: [...type], Value: lists }];
}
