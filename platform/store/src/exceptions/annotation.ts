import type { Resource } from '@bulwark/model';
import { refText, text } from '@bulwark/model';
import { type Exception, expiryOf } from './exception.ts';

export const annotationPrefix = 'exceptions.bulwark.dev/';

/** An annotation that is meant as an exception and is none. */
export interface BadAnnotation {
  readonly key: string;
  readonly message: string;
}

/** The exceptions that an object states about itself: `exceptions.bulwark.dev/<check>: "reason; expires=…; ticket=…"`. */
export function annotatedExceptions(resource: Resource): readonly (Exception | BadAnnotation)[] {
  const found: (Exception | BadAnnotation)[] = [];
  for (const key of Object.keys(resource.annotations)) {
    if (key.startsWith(annotationPrefix)) found.push(readAnnotation(resource, key));
  }
  return found;
}

function readAnnotation(resource: Resource, key: string): Exception | BadAnnotation {
  const value = text(resource.annotations[key]) ?? '';
  const [reason = '', ...settings] = value.split(';').map((part) => part.trim());
  const fields = new Map(settings.filter(Boolean).map((part) => splitSetting(part)));
  const expires = fields.get('expires');
  if (reason === '' || reason.includes('=')) return { key, message: 'it must start with a reason' };
  if (expires === undefined || expiryOf(expires) === undefined) {
    return { key, message: 'it needs expires with a date, such as "reason; expires=2027-01-31"' };
  }
  const ticket = fields.get('ticket');
  return {
    subject: { kind: 'check', pattern: key.slice(annotationPrefix.length) },
    where: {},
    reason,
    expires,
    source: `annotation of ${refText(resource.ref)}`,
    ...(ticket ? { ticket } : {}),
  };
}

function splitSetting(part: string): [string, string] {
  const at = part.indexOf('=');
  return at === -1 ? [part, ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}
