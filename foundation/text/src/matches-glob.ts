/** Whether a text fits a glob with `*` (any run) and `?` (one character); linear in the text, without backtracking. */
export function matchesGlob(text: string, glob: string): boolean {
  let at = 0;
  let star = -1;
  let mark = 0;
  for (let index = 0; index < text.length; ) {
    const wanted = glob[at];
    if (wanted === '*') {
      star = at++;
      mark = index;
    } else if (wanted !== undefined && (wanted === '?' || wanted === text[index])) {
      at++;
      index++;
    } else if (star !== -1) {
      at = star + 1;
      index = ++mark;
    } else return false;
  }
  while (glob[at] === '*') at++;
  return at === glob.length;
}
