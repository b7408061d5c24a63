import { RE2JS } from 're2js';

/** Which packages are meant: by name, or by glob (`*`, `?`, `[a-z]`) as conftest's `--namespace`; or why nobody can tell. */
export function packageFilter(patterns: readonly string[]): ((name: string) => boolean) | { readonly problem: string } {
  const forms: RE2JS[] = [];
  for (const pattern of patterns) {
    const form = globForm(pattern);
    if (form === undefined) return { problem: `"${pattern}" is no pattern: a "[" or "\\" has no end` };
    forms.push(form);
  }
  return (name) => forms.some((form) => form.matches(name));
}

/** A glob of Go's path.Match; undefined for a malformed one. */
function globForm(pattern: string): RE2JS | undefined {
  let form = '';
  let rest = pattern;
  while (rest !== '') {
    const piece = /^(?:\*+|\?|\[\^?(?:\\.|[^\]\\])(?:\\.|[^\]\\])*\]|\\.|[^*?[\\]+)/su.exec(rest)?.[0];
    if (piece === undefined) return undefined;
    form += formOf(piece);
    rest = rest.slice(piece.length);
  }
  try {
    return RE2JS.compile(form, RE2JS.DOTALL);
  } catch {
    // A range whose ends are the wrong way round.
    return undefined;
  }
}

function formOf(piece: string): string {
  if (piece.startsWith('*')) return '[^/]*';
  if (piece === '?') return '[^/]';
  if (!piece.startsWith('[')) return escaped(piece.startsWith('\\') ? piece.slice(1) : piece);
  const isInverted = piece.startsWith('[^');
  const members = [...piece.slice(isInverted ? 2 : 1, -1).matchAll(/\\(.)|([^\\])/gsu)];
  const ranges = members.map(([, literal, plain]) => (plain === '-' ? '-' : escaped(literal ?? plain ?? '')));
  return `[${isInverted ? '^' : ''}${ranges.join('')}]`;
}

function escaped(text: string): string {
  return text.replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&').replaceAll('-', '\\x2d');
}
