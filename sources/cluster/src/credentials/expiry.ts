import { X509Certificate } from 'node:crypto';
import { record } from '@bulwark/model';
import { parseJson, SourceText } from '@bulwark/text';
import type { Credentials } from './credentials.ts';

/** When credentials end by what they say themselves: a certificate's notAfter, a JWT's exp (RFC 7519). */
export function expiryOf(credentials: Credentials): Date | undefined {
  const bearer = /^Bearer (.+)$/.exec(String(credentials.headers['authorization'] ?? ''))?.[1];
  if (bearer !== undefined) return tokenExpiry(bearer);
  return credentials.certificate ? certificateExpiry(credentials.certificate.cert) : undefined;
}

function tokenExpiry(token: string): Date | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  const claims = parseJson(new SourceText('token', Buffer.from(payload, 'base64url').toString('utf8')));
  const { exp } = record(claims.documents[0]?.value);
  return typeof exp === 'number' ? new Date(exp * 1000) : undefined;
}

function certificateExpiry(pem: string): Date | undefined {
  try {
    return new X509Certificate(pem).validToDate;
  } catch {
    // The connection says what is wrong with it; here it only has no date.
    return undefined;
  }
}
