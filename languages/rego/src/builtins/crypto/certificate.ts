import { children, type Der, readOne, tags } from './asn1.ts';

export function parseCertificate(bytes: Uint8Array): { readonly publicKeyInfo: Uint8Array } {
  const [body] = children(readOne(bytes), tags.sequence);
  const fields = children(body, tags.sequence);
  const at = fields[0]?.tag === 0xa0 ? 6 : 5;
  const info: Der | undefined = fields[at];
  children(info, tags.sequence);
  return { publicKeyInfo: info?.raw ?? bytes };
}
