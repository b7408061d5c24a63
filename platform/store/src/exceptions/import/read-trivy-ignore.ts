import { expiryOf } from '../exception.ts';
import { type ImportFile, type ReadItem, refusal } from './import-source.ts';

/** `.trivyignore`: an id a line, with `exp:2027-01-31`; the comment lines above are the reason. */
export function readTrivyIgnore({ name, content }: ImportFile): readonly ReadItem[] {
  const found: ReadItem[] = [];
  let reason: string[] = [];
  let inBlock = false;
  for (const [index, raw] of content.split('\n').entries()) {
    const line = raw.trim();
    if (line.startsWith('#')) {
      // A comment after ids begins the next block; one comment may speak for several ids below it.
      if (inBlock) reason = [];
      inBlock = false;
      reason.push(line.replace(/^#+\s*/, ''));
    } else if (line === '') {
      reason = [];
      inBlock = false;
    } else {
      inBlock = true;
      found.push(readLine(line, `${name}:${index + 1}`, reason.join(' ').trim()));
    }
  }
  return found;
}

function readLine(line: string, source: string, above: string): ReadItem {
  const [entry = '', ...beside] = line.split(/\s#/);
  const [id = '', ...fields] = entry.trim().split(/\s+/);
  const stated = fields.find((field) => field.startsWith('exp:'))?.slice('exp:'.length);
  const expires = stated === undefined ? undefined : trivyExpiry(stated);
  if (stated !== undefined && expires === undefined) {
    return refusal(source, id, `its date "${stated}" is none, so Trivy does not ignore it either`);
  }
  const reason = beside.join(' #').trim() || above;
  return {
    kind: 'acceptance',
    tool: 'trivy',
    id,
    where: {},
    source,
    ...(reason ? { reason } : {}),
    ...(expires ? { expires } : {}),
  };
}

/** Trivy stops at the first moment of the day; a bare day here would hold until its end. */
export function trivyExpiry(stated: string): string | undefined {
  if (expiryOf(stated) === undefined) return undefined;
  return /^\d{4}-\d{2}-\d{2}$/.test(stated) ? `${stated}T00:00:00Z` : stated;
}
