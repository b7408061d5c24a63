import { type Container, containerPointer, integer, items, parseImage, record, text } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';
import { scriptsOf } from './commands.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-ssh-server',
  version: 1,
  title: 'Container offers a remote login',
  severity: 'medium',
  why: 'An SSH or Telnet server in a container is a way in that RBAC, the audit log and admission control of the cluster do not see, with users and keys of its own.',
  attack:
    "An intruder guesses a password or uses a left-over key, works in the container without any trace in the cluster's audit log, and comes back at will.",
  remedy:
    'Take the server out of the image; use `kubectl exec` or a debug container, which the cluster authorises and records.',
  accept: 'Git and SFTP servers, whose users come by SSH on purpose.',
  references: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/'],
  techniques: ['T1133', 'T1110', 'T1098'],
  appliesTo: 'workload',
  find: (pod) => inContainers(pod, problemsOf),
  repair: {
    kind: 'none',
    reason: 'The server is part of the image or of its start script, and whoever uses it needs another way in first.',
  },
});

const servers: ReadonlySet<string> = new Set(['sshd', 'dropbear', 'telnetd', 'in.telnetd', 'rlogind']);
const loginPorts: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [23, 'Telnet'],
]);
const needles = ['sshd', 'dropbear', 'telnetd', 'rlogind'];
const images: ReadonlySet<string> = new Set(['sshd', 'openssh-server', 'docker-sshd', 'ssh-server', 'dropbear']);

/** By its ports, else by what it runs, else by its image: one cause, one finding. */
function problemsOf(container: Container): readonly Problem[] {
  const ports = portProblems(container);
  if (ports.length > 0) return ports;
  const commands = commandProblems(container);
  return commands.length > 0 ? commands : imageProblems(container);
}

function portProblems(container: Container): readonly Problem[] {
  return items(container.value['ports']).flatMap((value, index) => {
    const { containerPort, name, protocol } = record(value);
    const port = integer(containerPort) ?? 0;
    const isNamed = name === 'ssh' || name === 'telnet';
    const server = loginPorts.get(port) ?? (isNamed ? String(name).toUpperCase() : undefined);
    if (server === undefined || (text(protocol) ?? 'TCP') !== 'TCP') return [];
    return [
      {
        pointer: containerPointer(container, `/ports/${index}/containerPort`),
        value: port,
        message: `Container "${container.name}" opens port ${port} for ${server}.`,
      },
    ];
  });
}

function commandProblems(container: Container): readonly Problem[] {
  return scriptsOf(container, needles).flatMap(({ pointer, commands }) => {
    const server = commands.find(({ program }) => servers.has(program));
    if (server === undefined) return [];
    return [
      { pointer, message: `Container "${container.name}" starts ${server.program}, a server for remote logins.` },
    ];
  });
}

function imageProblems(container: Container): readonly Problem[] {
  const image = text(container.value['image']);
  // Parsing each image would cost; the names to be found all hold one of these.
  if (image === undefined || !(image.includes('ssh') || image.includes('dropbear'))) return [];
  const repository = parseImage(image)?.repository ?? '';
  if (!images.has(repository.slice(repository.lastIndexOf('/') + 1))) return [];
  return [
    {
      pointer: containerPointer(container, '/image'),
      value: image,
      message: `Container "${container.name}" runs the image of a server for remote logins.`,
    },
  ];
}
