import { text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { ClusterError } from '../errors.ts';
import { jsonIn, messageIn } from './answer-json.ts';
import type { Requester } from './requester.ts';
import { type Answer, TransportError } from './transport.ts';

export interface Contact {
  /** For messages: the server without credentials, the context and the user's name in the kubeconfig. */
  readonly server: string;
  readonly context: string;
  readonly userName: string;
  /** When the credentials ended, if they did. */
  readonly expiredAt: () => Promise<Date | undefined>;
}

/** What a server says of itself; empty where it keeps that to itself. */
export interface ServerVersion {
  /** `v1.36.3` */
  readonly gitVersion?: string;
  /** `1.36` */
  readonly kubeVersion?: string;
}

/** Asks for the version: proves that a Kubernetes API server is there and takes the credentials, else throws why not. */
export async function firstContact(requester: Requester, contact: Contact): Promise<ServerVersion> {
  const answer = await ask(requester, contact);
  if (answer.status === 401) throw await unauthorized(contact, messageIn(answer));
  const document = jsonIn(answer);
  if (answer.status === 403 && document?.['kind'] === 'Status') return {};
  const gitVersion = text(document?.['gitVersion']);
  if (answer.status !== 200 || document === undefined || gitVersion === undefined) throw notKubernetes(answer, contact);
  return { gitVersion, ...kubeVersionOf(document) };
}

async function ask(requester: Requester, contact: Contact): Promise<Answer> {
  try {
    return await requester.get({ path: () => '/version' });
  } catch (error) {
    if (error instanceof TransportError) throw await noContact(error, contact);
    throw error;
  }
}

/** `1` and `36+` make `1.36`; some providers mark their builds. */
function kubeVersionOf(document: JsonObject): Pick<ServerVersion, 'kubeVersion'> {
  const parts = [document['major'], document['minor']].map((part) => /^\d+/.exec(text(part) ?? '')?.[0]);
  return parts.includes(undefined) ? {} : { kubeVersion: parts.join('.') };
}

async function noContact(error: TransportError, contact: Contact): Promise<ClusterError> {
  const { server, context } = contact;
  const at = `the API server ${server} (context "${context}")`;
  if (error.problem === 'refused') return unauthorized(contact, error.message);
  if (error.problem === 'untrusted') {
    return new ClusterError('UNTRUSTED_SERVER', `${at} cannot be trusted: ${error.message}`, {
      remedy: 'set certificate-authority-data of its cluster entry to the authority that signed its certificate',
      cause: error,
    });
  }
  return new ClusterError('UNREACHABLE', `${at} cannot be reached: ${error.message}`, {
    remedy: 'check that the cluster runs and that this machine may reach it, or choose another --context',
    cause: error,
  });
}

async function unauthorized(contact: Contact, message: string): Promise<ClusterError> {
  const { server, context, userName } = contact;
  const expired = await contact.expiredAt();
  const why = expired ? `they expired on ${expired.toISOString().replace('.000', '')}` : message;
  const text = `the API server ${server} does not accept the credentials of user "${userName}" (context "${context}"): ${why}`;
  return new ClusterError('UNAUTHORIZED', text, { remedy: 'log in again, or fetch a new kubeconfig for this cluster' });
}

function notKubernetes(answer: Answer, { server, context }: Contact): ClusterError {
  const found = `${answer.status} ${answer.contentType.split(';')[0] || 'without a content type'}`;
  const text = `${server} (context "${context}"): expected the version of a Kubernetes API server, found ${found}`;
  return new ClusterError('UNEXPECTED_ANSWER', text, { remedy: 'check the server address of the cluster entry' });
}
