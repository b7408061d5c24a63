import type { ApiRequest } from './api-client.ts';

/** Creates an object as admin at its collection's path; one that is there already is left as it is. */
export async function createObject(request: ApiRequest, path: string, object: unknown): Promise<void> {
  const answer = await request('admin', 'POST', path, object);
  if (answer.status === 201 || answer.status === 409) return;
  throw new Error(`POST ${path}: expected 201 or 409, found ${answer.status}: ${JSON.stringify(answer.body)}`);
}
