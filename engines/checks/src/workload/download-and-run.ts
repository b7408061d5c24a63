import type { Container } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';
import { type Command, isShell, programOf, type Script, scriptsOf } from './commands.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-download-and-run',
  version: 1,
  title: 'Container downloads code and runs it',
  severity: 'high',
  why: 'What runs is decided by whoever answers the request at that moment: it is in no image, was scanned and signed by nobody, and may be another program at each start.',
  attack:
    'An intruder who holds the server, the domain or a hop on the way serves his own script to every container that starts.',
  remedy: 'Build the program into the image; where it has to be fetched, check its digest before it runs.',
  references: [
    'https://kubernetes.io/docs/concepts/security/application-security-checklist/',
    'https://kubernetes.io/docs/concepts/containers/images/',
  ],
  techniques: ['T1609', 'T1204.003', 'T1525'],
  appliesTo: 'workload',
  onlyWith: ['command', 'args', 'lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'],
  find: (pod) => inContainers(pod, problemsOf),
  repair: { kind: 'none', reason: 'The program has to be built into the image first.' },
});

const needles = ['curl', 'wget'];
const fetchers: ReadonlySet<string> = new Set(['curl', 'wget']);
const interpreters: ReadonlySet<string> = new Set(['python', 'python2', 'python3', 'perl', 'ruby', 'node', 'php']);
const verifiers: ReadonlySet<string> = new Set([
  'sha256sum',
  'sha512sum',
  'shasum',
  'gpg',
  'gpgv',
  'cosign',
  'minisign',
]);

function problemsOf(container: Container): readonly Problem[] {
  return scriptsOf(container, needles).flatMap((script) => {
    const how = piped(script) ?? substituted(script) ?? saved(script);
    return how === undefined
      ? []
      : [{ pointer: script.pointer, message: `Container "${container.name}" ${how}, whatever it holds by then.` }];
  });
}

/** `curl … | sh` */
function piped({ commands }: Script): string | undefined {
  for (const [index, fetcher] of commands.entries()) {
    if (!fetchers.has(fetcher.program)) continue;
    const reader = commands.slice(index + 1).find((next) => next.pipeline === fetcher.pipeline && readsProgram(next));
    if (reader) return `pipes what ${fetcher.program} downloads into ${reader.program}`;
  }
  return undefined;
}

/** Whether it takes the program itself from its input: no file and no program among its arguments. */
function readsProgram({ program, arguments: words }: Command): boolean {
  if (!isShell(program) && !interpreters.has(program)) return false;
  if (words.includes('-s') || words.includes('/dev/stdin')) return true;
  return words.every(
    (word) => word === '-' || /^[<>&\d]/.test(word) || (word.startsWith('-') && !/^-[a-z]*[cem]$/.test(word)),
  );
}

/** `sh -c "$(curl …)"`, `bash <(curl …)`, `eval "$(curl …)"` */
function substituted({ commands }: Script): string | undefined {
  for (const { program, feeds } of commands) {
    if (feeds === undefined || !fetchers.has(program)) continue;
    const runner = programOf(feeds.words).program;
    const isRunner = isShell(runner) || interpreters.has(runner) || ['eval', 'source', '.', '$()'].includes(runner);
    if (isRunner) return `runs what ${program} downloads`;
  }
  return undefined;
}

/** `curl -o f …; chmod +x f; ./f`, unless something checks the file. */
function saved({ commands }: Script): string | undefined {
  if (commands.some(({ program }) => verifiers.has(program))) return undefined;
  const files = new Map<string, string>();
  for (const command of commands) {
    const file = runFile(command);
    const fetcher = file === undefined ? undefined : files.get(plainPath(file));
    if (fetcher) return `downloads a file with ${fetcher} and runs it`;
    const target = fetchers.has(command.program) ? savedFile(command) : undefined;
    if (target) files.set(plainPath(target), command.program);
  }
  return undefined;
}

function savedFile({ program, arguments: words }: Command): string | undefined {
  const option = program === 'curl' ? /^(?:-[a-zA-Z]*o|--output)$/ : /^(?:-[a-zA-Z]*O|--output-document)$/;
  const index = words.findIndex((word) => option.test(word) || word === '>');
  if (index !== -1) return words[index + 1];
  const redirected = words.find((word) => /^>[^&>]/.test(word));
  if (redirected) return redirected.slice(1);
  const url = words.find((word) => word.includes('://'));
  const savesByName =
    program === 'wget' || words.some((word) => /^-[a-zA-Z]*O$/.test(word) || word === '--remote-name');
  return savesByName ? url?.slice(url.lastIndexOf('/') + 1) : undefined;
}

/** The file that a command runs: itself, or the first operand of a shell or interpreter. */
function runFile({ words, program, arguments: rest, wrappers }: Command): string | undefined {
  if (isShell(program) || interpreters.has(program) || program === '.' || program === 'source') {
    return rest.find((word) => !word.startsWith('-'));
  }
  return words[wrappers.length === 0 ? 0 : words.length - rest.length - 1];
}

function plainPath(path: string): string {
  return path.startsWith('./') ? path.slice(2) : path;
}
