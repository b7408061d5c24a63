import { integer, record, type SkipReason, text } from '@bulwark/model';
import { isList, type JsonObject, type JsonValue } from '@bulwark/text';
import { jsonIn, messageIn } from '../connection/answer-json.ts';
import type { Requester } from '../connection/requester.ts';
import type { Answer } from '../connection/transport.ts';
import { gapOfError } from './gap-of-error.ts';
import { pagePath } from './list-path.ts';

export interface ListOptions {
  readonly pageSize: number;
  readonly labelSelector?: string | undefined;
}

/** The items of a collection as far as they came, and what is missing of them. */
export interface ListRead {
  readonly items: readonly JsonValue[];
  readonly gap: ListGap | undefined;
}

export interface ListGap {
  readonly reason: SkipReason;
  readonly detail: string;
  /** How many items are missing, where the server said so. */
  readonly missing: number | undefined;
}

/** Reads a collection page by page; what stops it becomes the gap, and what came before it stays. */
export async function readList(requester: Requester, collection: string, options: ListOptions): Promise<ListRead> {
  const first = await readPages(requester, collection, options);
  if (first.gap !== expired) return first;
  // The server forgot the state that the pages were taken from: from the start, once.
  return readPages(requester, collection, options);
}

const expired: ListGap = {
  reason: 'unreachable',
  detail: 'the list changed faster than it could be read (410 Gone, twice)',
  missing: undefined,
};

async function readPages(requester: Requester, collection: string, options: ListOptions): Promise<ListRead> {
  const items: JsonValue[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  let missing: number | undefined;
  for (;;) {
    const page = await readPage(requester, collection, { ...options, token });
    if (page.kind === 'expired') return { items, gap: expired };
    if (page.kind === 'gap') return { items, gap: { reason: page.reason, detail: page.detail, missing } };
    for (const item of page.items) items.push(item);
    token = page.next;
    missing = page.remaining;
    if (token === undefined) return { items, gap: undefined };
    if (seen.has(token))
      return { items, gap: { reason: 'error', detail: 'the server gave the same page twice', missing } };
    seen.add(token);
  }
}

type Page =
  | {
      readonly kind: 'page';
      readonly items: readonly JsonValue[];
      readonly next: string | undefined;
      readonly remaining: number | undefined;
    }
  | { readonly kind: 'expired' }
  | { readonly kind: 'gap'; readonly reason: SkipReason; readonly detail: string };

interface PageOptions extends ListOptions {
  readonly token: string | undefined;
}

async function readPage(requester: Requester, collection: string, options: PageOptions): Promise<Page> {
  const { pageSize, labelSelector, token } = options;
  const limit = (shrink: number): number => Math.max(1, Math.floor(pageSize / 2 ** shrink));
  try {
    const answer = await requester.get({
      path: (shrink) => pagePath(collection, { limit: limit(shrink), labelSelector, continue: token }),
      canShrink: (shrink) => limit(shrink) > 1,
    });
    return pageOf(answer, token);
  } catch (error) {
    return { kind: 'gap', ...gapOfError(error) };
  }
}

function pageOf(answer: Answer, token: string | undefined): Page {
  if (answer.status === 410 && token !== undefined) return { kind: 'expired' };
  if (answer.status !== 200) return { kind: 'gap', reason: reasonOf(answer.status), detail: messageIn(answer) };
  const list: JsonObject = record(jsonIn(answer));
  // An empty list of some servers is `null`.
  const items = list['items'] ?? [];
  if (!text(list['kind'])?.endsWith('List') || !isList(items)) {
    return { kind: 'gap', reason: 'unparsed', detail: 'expected a list, found an answer of another shape' };
  }
  const { continue: next, remainingItemCount } = record(list['metadata']);
  return { kind: 'page', items, next: text(next) || undefined, remaining: integer(remainingItemCount) };
}

function reasonOf(status: number): SkipReason {
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 405 || status === 406) return 'unsupported';
  return status === 404 || status === 429 || status >= 500 ? 'unreachable' : 'error';
}
