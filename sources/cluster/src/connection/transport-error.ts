import { oneLine } from '../one-line.ts';
import { TransportError } from './transport.ts';

const unreachable: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'the connection was refused'],
  ['ENOTFOUND', 'its host name is not known'],
  ['EAI_AGAIN', 'its host name could not be looked up'],
  ['EHOSTUNREACH', 'there is no route to it'],
  ['ENETUNREACH', 'there is no route to it'],
  ['ETIMEDOUT', 'it did not answer'],
  ['UND_ERR_CONNECT_TIMEOUT', 'it did not answer'],
  ['EPROTO', 'it does not speak TLS'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'it does not speak TLS'],
]);

const untrusted = /^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;
const refused = /ALERT.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE)/;
const cut = new Set(['UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'ECONNRESET', 'EPIPE', 'Z_BUF_ERROR']);
const slow = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'TimeoutError']);

/** What went wrong below HTTP, told apart by the codes of Node, OpenSSL and undici. */
export function transportError(cause: unknown): TransportError {
  if (cause instanceof TransportError) return cause;
  const { code, message } = codeOf(cause);
  if (untrusted.test(code)) return new TransportError('untrusted', oneLine(message), cause);
  if (refused.test(code)) return new TransportError('refused', oneLine(message), cause);
  if (slow.has(code)) return new TransportError('slow', 'it did not answer in time', cause);
  if (cut.has(code)) return new TransportError('cut', 'the connection ended in the middle of an answer', cause);
  return new TransportError('unreachable', unreachable.get(code) ?? oneLine(message), cause);
}

function codeOf(cause: unknown): { readonly code: string; readonly message: string } {
  if (!(cause instanceof Error)) return { code: '', message: String(cause) };
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  return { code, message: cause.message || code };
}
