import type { ApiRequest } from './api-client.ts';
import { createObject } from './create-object.ts';

/** Creates a namespace in which pods are admitted at once: with its `default` ServiceAccount, controllers or not. */
export async function createNamespace(
  request: ApiRequest,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<void> {
  await createObject(request, '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  });
  await createObject(request, `/api/v1/namespaces/${name}/serviceaccounts`, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default' },
  });
}
