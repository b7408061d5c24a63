import type { ImageReference } from '@bulwark/model';

/** What the tag of an image without a digest says of its content. */
export type TagKind = 'pinned' | 'latest' | 'moving' | 'version';

/** `pinned` by a digest, `latest` or no tag, `moving` with a branch or release line, else a `version`. */
export function tagKind({ tag, digest }: ImageReference): TagKind {
  if (digest !== undefined) return 'pinned';
  if (tag === undefined || tag === 'latest') return 'latest';
  return isMoving(tag) ? 'moving' : 'version';
}

const movingWord =
  /(?:^|[-_.])(?:latest|snapshot|nightly|edge|canary|unstable|rolling|dev|devel|develop|development|main|master|trunk|head|tip|staging|prod|production|preview|current)(?:$|[-_.])/i;
const version = /\d+\.\d+|\d{6}|[0-9a-f]{7,40}/i;

const commit = /^[0-9a-f]{7,40}$/;

/** A tag without a digit names no version; one with a branch in it does when a version, date or commit stands beside. */
function isMoving(tag: string): boolean {
  return (!/\d/.test(tag) && !commit.test(tag)) || (movingWord.test(tag) && !version.test(tag));
}
