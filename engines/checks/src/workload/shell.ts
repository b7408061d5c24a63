/** One command of a shell script. */
export interface ShellCommand {
  /** Words with their quotes taken off; a substitution in them reads `$()`. */
  readonly words: readonly string[];
  /** Commands with one and the same object are joined by `|`. */
  readonly pipeline: object;
  /** The command that takes this one's output as its own words or file: `sh -c "$(curl …)"`, `bash <(curl …)`. */
  readonly feeds?: ShellCommand;
}

/** The commands of a shell script in the order they are written; reads each character once and never throws. */
export function parseShell(script: string): readonly ShellCommand[] {
  const parser: Parser = { script, at: 0, commands: [], heredocs: [] };
  parseList(parser, { depth: 0 });
  return parser.commands.filter((command) => command.words.length > 0);
}

interface Draft {
  readonly words: string[];
  readonly pipeline: object;
  readonly feeds?: ShellCommand;
}

interface Parser {
  readonly script: string;
  at: number;
  readonly commands: Draft[];
  /** Delimiters of here-documents whose text starts at the next line. */
  readonly heredocs: string[];
}

interface Scope {
  /** What ends the list: `)` or a backtick. */
  readonly closer?: string;
  readonly feeds?: ShellCommand;
  readonly depth: number;
}

const deepest = 20;

/** Reads commands up to the closer of the scope or the end of the script. */
function parseList(parser: Parser, scope: Scope): void {
  let command = begin(parser, scope, {});
  while (parser.at < parser.script.length) {
    if (parser.script[parser.at] === scope.closer) {
      parser.at++;
      return;
    }
    const separator = readSeparator(parser);
    if (separator === 'pipe') command = begin(parser, scope, command.pipeline);
    else if (separator === 'end' && command.words.length > 0) command = begin(parser, scope, {});
    else if (separator === 'none') command.words.push(readWord(parser, scope, command));
  }
}

/** Reads past what stands between words, and says which kind of thing it was. */
function readSeparator(parser: Parser): 'pipe' | 'end' | 'blank' | 'none' {
  const { script, at } = parser;
  const next = script[at + 1];
  switch (script[at]) {
    case '|':
      parser.at += next === '|' || next === '&' ? 2 : 1;
      return next === '|' ? 'end' : 'pipe';
    case '&':
      if (next === '>') return 'none';
      parser.at++;
      return 'end';
    case ';':
      parser.at++;
      return 'end';
    case '\n':
      parser.at++;
      skipHeredocs(parser);
      return 'end';
    case '#':
      skipTo(parser, '\n');
      return 'blank';
    case '<':
      if (next !== '<' || script[at + 2] === '<') return 'none';
      readHeredoc(parser);
      return 'blank';
    case '\\':
      if (next !== '\n') return 'none';
      parser.at += 2;
      return 'blank';
    case ' ':
    case '\t':
    case '\r':
    case '(':
    case ')':
      parser.at++;
      return 'blank';
    default:
      return 'none';
  }
}

function begin(parser: Parser, scope: Scope, pipeline: object): Draft {
  const command: Draft = { words: [], pipeline, ...(scope.feeds ? { feeds: scope.feeds } : {}) };
  parser.commands.push(command);
  return command;
}

function readWord(parser: Parser, scope: Scope, command: Draft): string {
  const { script } = parser;
  let word = '';
  while (parser.at < script.length) {
    const char = script[parser.at] ?? '';
    if (endsWord(parser, scope, word)) break;
    if (opensSubstitution(parser)) word += readSubstitution(parser, scope, command);
    else if (char === "'") word += readQuoted(parser);
    else if (char === '"') word += readDoubleQuoted(parser, scope, command);
    else if (char === '\\') word += readEscaped(parser);
    else {
      word += char;
      parser.at++;
    }
  }
  return word;
}

function endsWord({ script, at }: Parser, scope: Scope, word: string): boolean {
  const char = script[at] ?? '';
  const next = script[at + 1];
  const before = script[at - 1];
  if (char === scope.closer) return true;
  // `2>&1` and `&>file` are one word, `<<EOF` begins a word of its own and `<<<` does not.
  if (char === '&') return word === '' ? next !== '>' : before !== '>' && before !== '<';
  if (char === '<') return word !== '' && before !== '<' && next === '<' && script[at + 2] !== '<';
  return isBlank(char) || char === ';' || char === '\n' || char === '|' || char === '(' || char === ')';
}

function readEscaped(parser: Parser): string {
  const next = parser.script[parser.at + 1] ?? '';
  parser.at += 2;
  return next === '\n' ? '' : next;
}

function opensSubstitution({ script, at }: Parser): boolean {
  const char = script[at];
  if (char === '`') return true;
  return (char === '$' || char === '<' || char === '>') && script[at + 1] === '(';
}

function readSubstitution(parser: Parser, scope: Scope, command: Draft): string {
  const isTick = parser.script[parser.at] === '`';
  if (isTick && scope.closer === '`') return '';
  parser.at += isTick ? 1 : 2;
  // Deeper than anyone writes: read on as if it were flat, so that input cannot exhaust the stack.
  if (scope.depth < deepest) parseList(parser, { closer: isTick ? '`' : ')', feeds: command, depth: scope.depth + 1 });
  return '$()';
}

function readQuoted(parser: Parser): string {
  const start = parser.at + 1;
  const end = parser.script.indexOf("'", start);
  parser.at = end === -1 ? parser.script.length : end + 1;
  return parser.script.slice(start, end === -1 ? undefined : end);
}

function readDoubleQuoted(parser: Parser, scope: Scope, command: Draft): string {
  const { script } = parser;
  let text = '';
  parser.at++;
  while (parser.at < script.length && script[parser.at] !== '"') {
    const char = script[parser.at] ?? '';
    if (char === '\\') {
      text += script[parser.at + 1] ?? '';
      parser.at += 2;
    } else if (char !== '<' && char !== '>' && !(char === '`' && scope.closer === '`') && opensSubstitution(parser)) {
      text += readSubstitution(parser, scope, command);
    } else {
      text += char;
      parser.at++;
    }
  }
  parser.at++;
  return text;
}

function readHeredoc(parser: Parser): void {
  const match = /^<<-?[ \t]*(['"]?)([\w.-]{1,64})\1/.exec(parser.script.slice(parser.at, parser.at + 80));
  parser.at += match ? match[0].length : 2;
  if (match?.[2]) parser.heredocs.push(match[2]);
}

/** The text of a here-document is input of a command and no commands. */
function skipHeredocs(parser: Parser): void {
  for (const delimiter of parser.heredocs.splice(0)) {
    while (parser.at < parser.script.length) {
      const start = parser.at;
      skipTo(parser, '\n');
      const line = parser.script.slice(start, parser.at);
      parser.at++;
      if (line.trim() === delimiter) break;
    }
  }
}

function skipTo(parser: Parser, char: string): void {
  const found = parser.script.indexOf(char, parser.at);
  parser.at = found === -1 ? parser.script.length : found;
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\r';
}
