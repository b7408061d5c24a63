import { findSecrets } from './find-secrets.ts';

/** What stands in the place of a secret. */
export const hidden = '<hidden>';

/** A text with whatever has the form of a secret taken out. */
export function withoutSecrets(text: string): string {
  let shown = text;
  for (const { start, end } of [...findSecrets(text)].reverse())
    shown = shown.slice(0, start) + hidden + shown.slice(end);
  return shown;
}
