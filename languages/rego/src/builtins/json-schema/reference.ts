/** A reference resolved against the place where it stands (RFC 3986, section 5.2); an empty fragment is none. */
export function resolveReference(base: string, reference: string): string {
  const target = partsOf(reference);
  const from = partsOf(base);
  if (target.scheme !== '') return textOf(target);
  if (target.authority !== undefined) return textOf({ ...target, scheme: from.scheme });
  if (target.path === '') return textOf({ ...from, query: target.query ?? from.query, fragment: target.fragment });
  const merged = target.path.startsWith('/') ? target.path : from.path.replace(/[^/]*$/, '') + target.path;
  const rooted = from.authority !== undefined && !merged.startsWith('/') ? `/${merged}` : merged;
  return textOf({ ...from, path: withoutDots(rooted), query: target.query, fragment: target.fragment });
}

interface Parts {
  readonly scheme: string;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
  readonly fragment: string;
}

const pattern = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

function partsOf(text: string): Parts {
  const [, scheme = '', authority, path = '', query, fragment = ''] = pattern.exec(text) ?? [];
  return { scheme, authority, path, query, fragment };
}

function textOf({ scheme, authority, path, query, fragment }: Parts): string {
  const start = (scheme === '' ? '' : `${scheme}:`) + (authority === undefined ? '' : `//${authority}`);
  return start + path + (query === undefined ? '' : `?${query}`) + (fragment === '' ? '' : `#${fragment}`);
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/');
  for (const [at, segment] of segments.entries()) {
    const isLast = at === segments.length - 1;
    if (segment === '..') {
      if (kept.length > 1) kept.pop();
      if (isLast) kept.push('');
    } else if (segment === '.') {
      if (isLast) kept.push('');
    } else kept.push(segment);
  }
  return kept.join('/');
}

export function withoutFragment(reference: string): string {
  return reference.replace(/#.*$/s, '');
}

/** The JSON pointer of a reference. */
export function fragmentOf(reference: string): string {
  const at = reference.indexOf('#');
  return at === -1 ? '' : reference.slice(at + 1);
}

/** Whether a reference says from where it would have to be fetched. */
export function isCanonical(reference: string): boolean {
  return /^(?:file:\/\/\/|[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]+)/.test(reference);
}
