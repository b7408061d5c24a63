import { get, keysInOrder } from '../../values/object.ts';
import { printValue } from '../../values/print-value.ts';
import { setOf } from '../../values/set.ts';
import type { RegoObject } from '../../values/value.ts';
import { type Args, objectAt, operandError } from '../operands.ts';

const known: ReadonlySet<unknown> = new Set([
  'method',
  'url',
  'body',
  'enable_redirect',
  'force_json_decode',
  'force_yaml_decode',
  'headers',
  'raw_body',
  'tls_use_system_certs',
  'tls_ca_cert',
  'tls_ca_cert_file',
  'tls_ca_cert_env_variable',
  'tls_client_cert',
  'tls_client_cert_file',
  'tls_client_cert_env_variable',
  'tls_client_key',
  'tls_client_key_file',
  'tls_client_key_env_variable',
  'tls_insecure_skip_verify',
  'tls_server_name',
  'timeout',
  'cache',
  'force_cache',
  'force_cache_duration_seconds',
  'raise_error',
  'caching_mode',
  'max_retry_attempts',
  'cache_ignored_headers',
]);

/** The operand that is a request of `http.send`: it has a method and a URL, and nothing unheard of. */
export function checkRequest(args: Args, index: number): RegoObject {
  const request = objectAt(args, index);
  const unknown = keysInOrder(request).filter((key) => !known.has(key));
  if (unknown.length > 0) {
    throw operandError(index, `invalid request parameters(s): ${printValue(setOf(unknown))}`);
  }
  const missing = ['method', 'url'].filter((key) => get(request, key) === undefined);
  if (missing.length > 0) {
    throw operandError(index, `missing required request parameters(s): ${printValue(setOf(missing))}`);
  }
  return request;
}
