import { type Answer, type Transport, TransportError } from '../src/connection/transport.ts';

/** What a fake server does with a request: a JSON body, another status, or no answer at all. */
export type Reply = object | Error;

export interface FakeApi {
  readonly transport: Transport;
  /** Every path asked for, in order. */
  readonly asked: string[];
}

/** An API server of routes; a list of replies is given out one by one, the last one for ever. */
export function fakeApi(routes: Readonly<Record<string, Reply | readonly Reply[]>>): FakeApi {
  const asked: string[] = [];
  const turns = new Map<string, number>();
  const get = async (path: string): Promise<Answer> => {
    asked.push(path);
    const route = routes[path] ?? routes[path.split('?')[0] ?? ''] ?? status(404, 'not here');
    const turn = turns.get(path) ?? 0;
    turns.set(path, turn + 1);
    const reply = Array.isArray(route) ? route[Math.min(turn, route.length - 1)] : route;
    if (reply instanceof Error) throw reply;
    return isAnswer(reply) ? reply : answer(200, reply);
  };
  return { asked, transport: { get, close: async () => undefined } };
}

export function answer(code: number, body: object, retryAfter?: string): Answer {
  return { status: code, contentType: 'application/json', retryAfter, text: JSON.stringify(body) };
}

/** A refusal as the API server words it. */
export function status(code: number, message: string, retryAfter?: string): Answer {
  return answer(code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code }, retryAfter);
}

export const cut = new TransportError('cut', 'the connection ended in the middle of an answer');

function isAnswer(reply: object | undefined): reply is Answer {
  return reply !== undefined && 'text' in reply && 'contentType' in reply;
}
