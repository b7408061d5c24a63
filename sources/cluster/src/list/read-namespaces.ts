import type { Resource, Skipped } from '@bulwark/model';
import { jsonIn, messageIn } from '../connection/answer-json.ts';
import type { Requester } from '../connection/requester.ts';
import { type ApiResource, kindText } from '../discovery/api-resource.ts';
import { type GapReason, gapOfError } from './gap-of-error.ts';
import type { KindRead } from './read-kind.ts';
import { type Redact, toListedResource } from './to-listed-resource.ts';

export interface NamespacesOptions {
  readonly names: readonly string[];
  /** The Namespace kind. */
  readonly kind: ApiResource;
  readonly redact: Redact;
}

/** The Namespace objects of these names, each asked for by its name: few may list them all. */
export async function readNamespaces(requester: Requester, options: NamespacesOptions): Promise<KindRead> {
  const { kind, redact } = options;
  const resources: Resource[] = [];
  const skipped: Skipped[] = [];
  for (const name of options.names) {
    const found = await readNamespace(requester, name);
    const resource = 'object' in found ? toListedResource(found.object ?? null, kind, redact) : undefined;
    if (resource) resources.push(resource);
    else skipped.push({ what: `${kindText(kind)} ${name}`, count: 1, ...('gap' in found ? found.gap : unparsed) });
  }
  return { resources, skipped };
}

const unparsed = { reason: 'unparsed', detail: 'expected a Namespace, found an answer of another shape' } as const;

type Found = { readonly object: ReturnType<typeof jsonIn> } | { readonly gap: GapReason };

async function readNamespace(requester: Requester, name: string): Promise<Found> {
  try {
    const answer = await requester.get({ path: () => `/api/v1/namespaces/${encodeURIComponent(name)}` });
    if (answer.status === 200) return { object: jsonIn(answer) };
    // A list in a namespace that does not exist is empty and looks clean, so it has to be said.
    if (answer.status === 404) return { gap: { reason: 'empty', detail: `there is no namespace "${name}"` } };
    const reason = answer.status === 401 || answer.status === 403 ? 'forbidden' : 'unreachable';
    return { gap: { reason, detail: messageIn(answer) } };
  } catch (error) {
    return { gap: gapOfError(error) };
  }
}
