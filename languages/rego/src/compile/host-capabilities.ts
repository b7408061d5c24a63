import { declarations } from '../builtins/declarations.ts';
import type { Host } from '../evaluate/host.ts';
import type { Capabilities } from './capabilities.ts';

/** What builtins need of a host, by their names; the others need nothing. */
const needs: readonly (readonly [keyof Host, RegExp])[] = [
  ['http', /^http\.send$/],
  ['lookup', /^net\.lookup_ip_addr$/],
  ['now', /^(?:time\.now_ns|crypto\.x509\.parse_and_verify_\w+)$/],
  ['randomBytes', /^(?:rand\.intn|uuid\.rfc4122)$/],
  [
    'crypto',
    /^(?:crypto\.parse_private_keys|crypto\.x509\.parse_(?:and_verify_\w+|keypair|rsa_private_key)|io\.jwt\.verify_(?!hs)\w+)$/,
  ],
];

/** All builtins that work with what a host lends; to compile with them makes a call of any other one an error. */
export function capabilitiesOf(host: Host): Capabilities {
  const missing = needs.flatMap(([part, names]) => (host[part] === undefined ? [names] : []));
  const names = [...declarations.keys()];
  return { builtins: names.filter((name) => !missing.some((pattern) => pattern.test(name))) };
}
