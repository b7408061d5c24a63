import type { Resource, Skipped } from '@bulwark/model';
import type { Requester } from '../connection/requester.ts';
import { type ApiResource, kindText } from '../discovery/api-resource.ts';
import { collectionPath } from './list-path.ts';
import { type ListGap, type ListOptions, readList } from './read-list.ts';
import { type Redact, toListedResource } from './to-listed-resource.ts';

export interface KindOptions extends ListOptions {
  /** Where given, a namespaced kind is listed in each of these instead of everywhere at once. */
  readonly namespaces?: readonly string[] | undefined;
  readonly redact: Redact;
}

/** The objects of one kind as far as they could be read. */
export interface KindRead {
  readonly resources: readonly Resource[];
  readonly skipped: readonly Skipped[];
}

/** Reads all objects of a kind; never throws for what the server refuses or breaks off. */
export async function readKind(requester: Requester, kind: ApiResource, options: KindOptions): Promise<KindRead> {
  const resources: Resource[] = [];
  const skipped: Skipped[] = [];
  for (const namespace of kind.namespaced ? (options.namespaces ?? [undefined]) : [undefined]) {
    const what = `${kindText(kind)}${namespace === undefined ? '' : ` in namespace ${namespace}`}`;
    const { items, gap } = await readList(requester, collectionPath(kind, namespace), options);
    let foreign = 0;
    for (const item of items) {
      const resource = toListedResource(item, kind, options.redact);
      if (resource) resources.push(resource);
      else foreign++;
    }
    if (gap) skipped.push(gapLine(what, gap, items.length));
    if (foreign > 0) skipped.push({ what, reason: 'unparsed', detail: 'no Kubernetes object', count: foreign });
  }
  return { resources, skipped };
}

function gapLine(what: string, { reason, detail, missing }: ListGap, read: number): Skipped {
  const kept = read === 0 ? '' : `; the ${read} read before that are judged`;
  return { what, reason, detail: `${detail}${kept}`, count: missing ?? 1 };
}
