import { type Container, containerPointer, items, record } from '@bulwark/model';
import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { parseShell, type ShellCommand } from './shell.ts';

/** A command that an object tells a container to run, by itself or within a script. */
export interface Command extends ShellCommand {
  /** Base name of the program, past assignments and wrappers: `curl` in `FOO=1 exec sudo /usr/bin/curl -s x`. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** Programs that only run the next one: `exec`, `sudo`, `timeout`. */
  readonly wrappers: readonly string[];
}

/** The commands of one string, or of one list of words that is run as it stands. */
export interface Script {
  /** The string that holds the script; of a plain command the first word. */
  readonly pointer: string;
  readonly place: 'start' | 'hook' | 'probe';
  readonly commands: readonly Command[];
}

const noScripts: readonly Script[] = Object.freeze([]);

/**
 * What a container runs at its start, in its lifecycle hooks and probes; only those whose text holds one of the
 * needles, so that a container without them costs next to nothing.
 */
export function scriptsOf(container: Container, needles: readonly string[]): readonly Script[] {
  const { command, args } = container.value;
  const execs = execsOf(container);
  if ((command ?? args) === undefined && execs.length === 0) return noScripts;
  const scripts: Script[] = [];
  if (holdsNeedle(command, needles) || holdsNeedle(args, needles)) {
    const at = containerPointer(container);
    scripts.push(scriptOf([...wordsOf(command, `${at}/command`), ...wordsOf(args, `${at}/args`)], 'start'));
  }
  for (const { exec, pointer, place } of execs) {
    if (!holdsNeedle(exec['command'], needles)) continue;
    scripts.push(scriptOf(wordsOf(exec['command'], `${pointer}/command`), place));
  }
  return scripts.length === 0 ? noScripts : scripts;
}

interface Exec {
  readonly exec: JsonObject;
  /** Pointer of the `exec` object. */
  readonly pointer: string;
  readonly place: 'hook' | 'probe';
}

const noExecs: readonly Exec[] = Object.freeze([]);
const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const hooks = ['postStart', 'preStop'] as const;

/** The exec actions of hooks and probes. */
export function execsOf(container: Container): readonly Exec[] {
  const { value } = container;
  let found: Exec[] | undefined;
  const add = (action: JsonValue | undefined, rest: string, place: Exec['place']): void => {
    const exec = record(action)['exec'];
    if (!isObject(exec)) return;
    found ??= [];
    found.push({ exec, pointer: containerPointer(container, `${rest}/exec`), place });
  };
  if (value['lifecycle'] !== undefined) {
    for (const hook of hooks) add(record(value['lifecycle'])[hook], `/lifecycle/${hook}`, 'hook');
  }
  for (const probe of probes) if (value[probe] !== undefined) add(value[probe], `/${probe}`, 'probe');
  return found ?? noExecs;
}

/** Whether a program is a shell that reads scripts. */
export function isShell(program: string): boolean {
  return shells.has(program);
}

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh', 'mksh']);

/** The program of a command with what stands before and after it. */
export function programOf(words: readonly string[]): Pick<Command, 'program' | 'arguments' | 'wrappers'> {
  const wrappers: string[] = [];
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at] ?? '';
    if (/^[A-Za-z_]\w*=/.test(word)) continue;
    const name = baseName(word);
    const operands = wrapperOperands.get(name);
    if (operands === undefined) break;
    wrappers.push(name);
    at = afterOptions(words, at, operands);
  }
  return { program: baseName(words[at] ?? ''), arguments: words.slice(at + 1), wrappers };
}

// Programs and keywords that run what follows, with the number of operands that come before it.
const wrapperOperands: ReadonlyMap<string, number> = new Map([
  ...['!', '{', 'if', 'then', 'elif', 'else', 'while', 'until', 'do', 'time'].map((name) => [name, 0] as const),
  ...['exec', 'command', 'builtin', 'env', 'nohup', 'setsid', 'nice', 'ionice', 'stdbuf'].map(
    (name) => [name, 0] as const,
  ),
  ...['sudo', 'doas', 'tini', 'dumb-init', 'catatonit', 'xargs', 'busybox', 'unshare', 'nsenter'].map(
    (name) => [name, 0] as const,
  ),
  ...['timeout', 'gosu', 'su-exec', 'chroot', 'flock'].map((name) => [name, 1] as const),
]);

function afterOptions(words: readonly string[], wrapper: number, operands: number): number {
  let at = wrapper;
  while (words[at + 1]?.startsWith('-') && words[at + 1] !== '--') at++;
  if (words[at + 1] === '--') at++;
  return at + operands;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

interface Word {
  readonly text: string;
  readonly pointer: string;
}

function wordsOf(list: JsonValue | undefined, at: string): readonly Word[] {
  return items(list).flatMap((item, index) =>
    typeof item === 'string' ? [{ text: item, pointer: `${at}/${index}` }] : [],
  );
}

function holdsNeedle(list: JsonValue | undefined, needles: readonly string[]): boolean {
  if (list === undefined) return false;
  return items(list).some((item) => typeof item === 'string' && needles.some((needle) => item.includes(needle)));
}

function scriptOf(words: readonly Word[], place: Script['place']): Script {
  const texts = words.map((word) => word.text);
  const index = inlineScript(texts);
  if (index !== undefined) {
    return { pointer: words[index]?.pointer ?? '', place, commands: commandsIn(texts[index] ?? '', 0) };
  }
  return { pointer: words[0]?.pointer ?? '', place, commands: [commandOf({ words: texts, pipeline: {} })] };
}

/** Index of the word that a shell is given as its script; also of arguments alone, whose shell is in the image. */
function inlineScript(words: readonly string[]): number | undefined {
  const { program, arguments: rest } = programOf(words);
  if (/^-[elux]*c$/.test(words[0] ?? '')) return words.length > 1 ? 1 : undefined;
  if (!isShell(program)) return undefined;
  let at = words.length - rest.length;
  let takesScript = false;
  for (; /^[-+]/.test(words[at] ?? ''); at++) {
    if (/^-[a-zA-Z]*c/.test(words[at] ?? '')) takesScript = true;
    // `-o pipefail`: the option's own value.
    if (/^[-+][a-zA-Z]*o$/.test(words[at] ?? '')) at++;
  }
  return takesScript && at < words.length ? at : undefined;
}

const deepestScript = 5;

function commandsIn(script: string, depth: number): readonly Command[] {
  return parseShell(script).flatMap((parsed) => {
    const command = commandOf(parsed);
    const inner = depth < deepestScript ? inlineScript(parsed.words) : undefined;
    const isLiteral = inner !== undefined && isShell(command.program);
    return isLiteral ? [command, ...commandsIn(parsed.words[inner] ?? '', depth + 1)] : [command];
  });
}

function commandOf(parsed: ShellCommand): Command {
  return { ...parsed, ...programOf(parsed.words) };
}
