import type { RegoObject, RegoValue } from '../../values/value.ts';
import { type Builtin, BuiltinError } from '../builtin.ts';
import { operand, textAt } from '../operands.ts';
import { hostAndPort, parseUrl } from './go-url.ts';

export const uriBuiltins: readonly Builtin[] = [
  { name: 'uri.parse', evaluate: (args) => parts(textAt(args, 0)) },
  { name: 'uri.is_valid', evaluate: (args) => isValid(operand(args, 0)) },
];

/** The parts of a URI (RFC 3986) that are not empty. */
function parts(text: string): RegoObject {
  const url = parseUrl(text);
  const [hostname, port] = hostAndPort(url.host);
  const all = {
    scheme: url.scheme,
    hostname,
    port,
    path: url.path,
    raw_path: url.path === '' ? '' : url.rawPath || url.path,
    raw_query: url.rawQuery,
    fragment: url.fragment,
  };
  return Object.fromEntries(Object.entries(all).filter(([, part]) => part !== ''));
}

function isValid(value: RegoValue): boolean {
  if (typeof value !== 'string' || value === '') return false;
  try {
    parseUrl(value);
    return true;
  } catch (error) {
    if (error instanceof BuiltinError) return false;
    throw error;
  }
}
