import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { integerNumber } from '../../values/number.ts';
import { encode64 } from '../base64.ts';
import { BuiltinError } from '../builtin.ts';
import { bitsOf, children, type Der, integerOf, readAll, readOne, tags } from './asn1.ts';
import { derSeconds, timeText } from './der-values.ts';
import { type PublicKey, readPublicKey, readSignatureAlgorithm, type SignatureAlgorithm } from './public-key.ts';
import { extensionFields, extensionsJson, readExtensions } from './x509-extensions.ts';
import { x509Name } from './x509-name.ts';

/** A certificate (RFC 5280): what chains are checked by, and all of it in the shape of Go's `x509.Certificate`. */
export interface Certificate {
  readonly raw: Uint8Array;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  readonly publicKey: PublicKey;
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKeyInfo: Uint8Array;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly json: JsonObject;
}

export function parseCertificate(bytes: Uint8Array): Certificate {
  return readCertificate(readOne(bytes, tags.sequence));
}

/** The certificates that stand one after the other. */
export function parseCertificates(bytes: Uint8Array): readonly Certificate[] {
  return readAll(bytes).map(readCertificate);
}

function readCertificate(element: Der): Certificate {
  const [body, identifier, signature] = children(element, tags.sequence);
  const all = children(body, tags.sequence);
  const version = all[0]?.tag === 0xa0 ? Number(integerOf(children(all[0])[0])) + 1 : 1;
  const [serial, , issuer, validity, subject, info, ...rest] =
    version === 1 && all[0]?.tag !== 0xa0 ? all : all.slice(1);
  const [from, to] = children(validity, tags.sequence);
  if (body === undefined || info === undefined) throw new BuiltinError('x509: malformed certificate');
  const holder = rest.find(({ tag }) => tag === 0xa3);
  const extensions = holder === undefined ? [] : readExtensions(children(holder)[0]);
  const publicKey = readPublicKey(info);
  const algorithm = readSignatureAlgorithm(identifier);
  const [notBefore, notAfter] = [derSeconds(from), derSeconds(to)];
  const base64 = (part: Uint8Array | undefined): string => encode64(part ?? new Uint8Array(), 'standard');
  const json: JsonObject = {
    Raw: base64(element.raw),
    RawTBSCertificate: base64(body.raw),
    RawSubjectPublicKeyInfo: base64(info.raw),
    RawSubject: base64(subject?.raw),
    RawIssuer: base64(issuer?.raw),
    Signature: base64(bitsOf(signature)),
    SignatureAlgorithm: algorithm.number,
    PublicKeyAlgorithm: publicKey.algorithm,
    PublicKey: publicKey.json,
    Version: version,
    SerialNumber: integerNumber(integerOf(serial)),
    Issuer: x509Name(issuer),
    Subject: x509Name(subject),
    NotBefore: timeText(notBefore),
    NotAfter: timeText(notAfter),
    Extensions: extensionsJson(extensions),
    ExtraExtensions: null,
    ...extensionFields(extensions),
  };
  return {
    raw: element.raw,
    signed: body.raw,
    signature: bitsOf(signature),
    algorithm,
    publicKey,
    publicKeyInfo: info.raw,
    notBefore,
    notAfter,
    json,
  };
}

/** The certificate with its URIs as texts besides, which OPA adds. */
export function withUriTexts({ json }: Certificate): JsonObject {
  const uris = json['URIs'];
  return { ...json, URIStrings: isList(uris) ? uris.map(uriText) : null };
}

function uriText(uri: JsonValue): string {
  if (!isObject(uri)) return '';
  const part = (name: string): string => (typeof uri[name] === 'string' ? uri[name] : '');
  const start = part('Scheme') === '' ? '' : `${part('Scheme')}:`;
  const path = part('Opaque') || part('RawPath') || part('Path');
  const query = part('RawQuery') === '' ? '' : `?${part('RawQuery')}`;
  const fragment = part('Fragment') === '' ? '' : `#${part('Fragment')}`;
  return start + (part('Host') === '' ? '' : `//${part('Host')}`) + path + query + fragment;
}
