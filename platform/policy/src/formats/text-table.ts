/** A table with lines around its cells; the titles stand in the middle of their columns. */
export function textTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map((cell) => [...cell].length)),
  );
  const line = (left: string, cross: string, right: string): string =>
    `${left}${widths.map((width) => '─'.repeat(width + 2)).join(cross)}${right}`;
  const head = titles.map((title, column) => centred(title, widths[column] ?? 0));
  const body = rows.map((row) =>
    row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)),
  );
  const text = (cells: readonly string[]): string => `│ ${cells.join(' │ ')} │`;
  return `${[line('┌', '┬', '┐'), text(head), line('├', '┼', '┤'), ...body.map(text), line('└', '┴', '┘')].join('\n')}\n`;
}

/** A table of names and values without titles. */
export function pairTable(rows: readonly (readonly [string, string])[]): string {
  const [left, right] = [0, 1].map((column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  const line = (start: string, cross: string, end: string): string =>
    `${start}${'─'.repeat((left ?? 0) + 2)}${cross}${'─'.repeat((right ?? 0) + 2)}${end}`;
  const body = rows.map(([name, value]) => `│ ${name.padEnd(left ?? 0)} │ ${value.padEnd(right ?? 0)} │`);
  return `${[line('┌', '┬', '┐'), ...body, line('└', '┴', '┘')].join('\n')}\n`;
}

function centred(text: string, width: number): string {
  const free = width - [...text].length;
  const left = Math.floor(free / 2);
  return ' '.repeat(left) + text + ' '.repeat(free - left);
}
