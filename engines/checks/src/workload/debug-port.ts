import { type Container, containerPointer, items, record, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { type Command, scriptsOf } from './commands.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-debug-port',
  version: 1,
  title: 'Debugger listens on the network',
  severity: 'high',
  why: 'A debugger runs whatever code it is sent, and none of them asks for a password: listening on all addresses it lets anybody who reaches the pod run code in the application.',
  attack:
    "An intruder in any pod connects to the port, runs a command in the application's process and has its Secrets and its service account.",
  remedy: 'Remove the option, or let the debugger listen on 127.0.0.1 and reach it with `kubectl port-forward`.',
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/port-forward-access-application-cluster/'],
  techniques: ['T1190', 'T1609'],
  appliesTo: 'workload',
  mentions: ['jdwp', '--inspect', 'jmxremote.authenticate=false', 'dlv', 'debugpy'],
  find: (pod) => inContainers(pod, problemsOf),
  repair: {
    kind: 'none',
    reason: 'The option stands among others that the application needs; whoever debugs there needs another way first.',
  },
});

function problemsOf(container: Container): readonly Problem[] {
  const { command, args, env } = container.value;
  if ((command ?? args ?? env) === undefined) return none;
  return [...wordProblems(container), ...commandProblems(container), ...envProblems(container)];
}

function wordProblems(container: Container): readonly Problem[] {
  const { command, args } = container.value;
  const hasJmxPort = [...items(command), ...items(args)].some((word) => text(word)?.includes(jmxPort));
  return (['command', 'args'] as const).flatMap((field) => {
    const words = items(container.value[field]).map((word) => text(word) ?? '');
    return words.flatMap((word, index) => {
      const kind = openDebugger(word, { next: words[index + 1] ?? '', hasJmxPort });
      return kind ? [problem(container, `/${field}/${index}`, kind)] : [];
    });
  });
}

function envProblems(container: Container): readonly Problem[] {
  return items(container.value['env']).flatMap((entry, index) => {
    const value = text(record(entry)['value']) ?? '';
    const kind = openDebugger(value, { next: '', hasJmxPort: value.includes(jmxPort) });
    return kind ? [problem(container, `/env/${index}/value`, kind)] : [];
  });
}

function commandProblems(container: Container): readonly Problem[] {
  return scriptsOf(container, ['dlv', 'debugpy']).flatMap(({ pointer, commands }) => {
    const found = commands.find(isOpenListener);
    return found ? [{ ...problem(container, '', `the debugger of ${found.program}`), pointer }] : [];
  });
}

function problem(container: Container, at: string, kind: string): Problem {
  return {
    pointer: containerPointer(container, at),
    message: `Container "${container.name}" lets anybody who reaches it run code through ${kind}.`,
  };
}

const jmxPort = 'com.sun.management.jmxremote.port';

interface Surroundings {
  readonly next: string;
  readonly hasJmxPort: boolean;
}

/** Which debugger an option opens to the network; `next` is the word behind it. */
function openDebugger(word: string, { next, hasJmxPort }: Surroundings): string | undefined {
  if (word.includes('jdwp')) return isOpenJdwp(word) ? 'the Java debugger' : undefined;
  if (word.includes('--inspect')) return isOpenInspector(word, next) ? 'the Node.js inspector' : undefined;
  return hasJmxPort && word.includes('jmxremote.authenticate=false') ? 'JMX without authentication' : undefined;
}

/** `address=*:5005`; since JDK 9 a port alone means localhost, so only an address of all interfaces counts. */
function isOpenJdwp(word: string): boolean {
  const options = word.slice(word.indexOf('jdwp')).split(/[\s,]/);
  return options.some((option) => /^address=(?:\*|0\.0\.0\.0|\[::\]):/.test(option));
}

function isOpenInspector(word: string, next: string): boolean {
  if (/--inspect(?:-brk|-wait)?$/.test(word)) return /^(?:0\.0\.0\.0|\[::\])/.test(next);
  return /--inspect(?:-brk|-wait)?[= ](?:0\.0\.0\.0|\[::\])/.test(word);
}

/** `dlv --listen=:2345`, `python -m debugpy --listen 0.0.0.0:5678` */
function isOpenListener({ program, arguments: words }: Command): boolean {
  if (program !== 'dlv' && program !== 'debugpy' && !words.includes('debugpy')) return false;
  return words.some((word, index) => {
    const address = word === '--listen' || word === '-l' ? words[index + 1] : word.replace(/^(?:--listen|-l)=/, '');
    return address !== undefined && /^(?:\*|0\.0\.0\.0|\[::\])?:\d+$/.test(address);
  });
}
