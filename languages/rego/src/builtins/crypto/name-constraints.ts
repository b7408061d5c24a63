import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { decode64 } from '../base64.ts';
import { parseAddress } from '../net/address.ts';
import { unsigned } from './asn1.ts';
import type { Certificate } from './certificate.ts';

/** The first name in a chain that an authority above it may not sign for (RFC 5280, section 4.2.1.10). */
export function nameProblem(authority: Certificate, chain: readonly Certificate[]): string | undefined {
  for (const { json } of chain) {
    for (const rule of rules) {
      const wrong = namesOf(json, rule).find((name) => !isAllowed(authority.json, rule, name));
      if (wrong !== undefined) return wrong;
    }
  }
  return undefined;
}

interface Rule {
  /** Where a certificate keeps the names. */
  readonly names: string;
  /** Where an authority keeps the constraints, behind `Permitted` or `Excluded`. */
  readonly constraints: string;
  readonly matches: (name: string, constraint: JsonValue) => boolean;
}

const rules: readonly Rule[] = [
  { names: 'DNSNames', constraints: 'DNSDomains', matches: isWithinDomain },
  { names: 'EmailAddresses', constraints: 'EmailAddresses', matches: isWithinMailbox },
  { names: 'IPAddresses', constraints: 'IPRanges', matches: isWithinRange },
  { names: 'URIs', constraints: 'URIDomains', matches: isWithinDomain },
];

function namesOf(json: JsonObject, { names }: Rule): readonly string[] {
  const held = json[names];
  if (!isList(held)) return [];
  return held.map((name) => (isObject(name) ? String(name['Host']).replace(/:\d*$/, '') : String(name)));
}

function isAllowed(authority: JsonObject, { constraints, matches }: Rule, name: string): boolean {
  const excluded = authority[`Excluded${constraints}`];
  if (isList(excluded) && excluded.some((constraint) => matches(name, constraint))) return false;
  const permitted = authority[`Permitted${constraints}`];
  return !isList(permitted) || permitted.some((constraint) => matches(name, constraint));
}

function isWithinDomain(name: string, constraint: JsonValue): boolean {
  const domain = String(constraint).toLowerCase();
  const host = name.toLowerCase();
  if (domain === '') return true;
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

function isWithinMailbox(name: string, constraint: JsonValue): boolean {
  const wanted = String(constraint);
  if (wanted.includes('@')) return name.toLowerCase() === wanted.toLowerCase();
  const host = name.slice(name.lastIndexOf('@') + 1).toLowerCase();
  return wanted.startsWith('.') ? host.endsWith(wanted.toLowerCase()) : host === wanted.toLowerCase();
}

function isWithinRange(name: string, constraint: JsonValue): boolean {
  const range = isObject(constraint) ? constraint : {};
  const [address, base] = [parseAddress(name), parseAddress(String(range['IP']))];
  const mask = unsigned(decode64(String(range['Mask']), 'standard'));
  if (address === undefined || base === undefined || (address >> 32n !== 0xffffn) !== (base >> 32n !== 0xffffn))
    return false;
  return (address & mask) === (base & mask);
}
