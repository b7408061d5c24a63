import { type Container, containerPointer, items, record, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { type Command, scriptsOf } from './commands.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-docker-tcp',
  version: 1,
  title: "Docker's API is used without encryption or login",
  severity: 'high',
  why: "Docker's API over plain TCP asks nobody who he is: whoever reaches the port starts containers as root where the daemon runs.",
  attack:
    "An intruder in any pod connects to port 2375, starts a container with the daemon's root directory mounted, and has the machine.",
  remedy:
    "Share the daemon's socket in an emptyDir between the containers of the pod, or turn on TLS with client certificates (port 2376, `--tlsverify`).",
  references: ['https://docs.docker.com/engine/security/protect-access/'],
  techniques: ['T1190', 'T1610', 'T1552.007'],
  appliesTo: 'workload',
  mentions: ['dockerd', 'DOCKER_HOST', 'DOCKER_TLS_CERTDIR'],
  find: (pod) => inContainers(pod, (container) => [...commandProblems(container), ...envProblems(container)]),
  repair: { kind: 'none', reason: 'Daemon and clients need certificates, or a socket that they share, first.' },
});

function commandProblems(container: Container): readonly Problem[] {
  return scriptsOf(container, ['dockerd']).flatMap(({ pointer, commands }) =>
    commands.some(isOpenDaemon)
      ? [{ pointer, message: `Container "${container.name}" offers Docker's API to everybody who reaches it.` }]
      : [],
  );
}

function isOpenDaemon({ program, arguments: words }: Command): boolean {
  if (
    !program.startsWith('dockerd') ||
    words.some((word) => word.startsWith('--tlsverify') && !word.endsWith('=false'))
  )
    return false;
  return words.some(
    (word) => /^(?:(?:-H|--host)=?)?tcp:\/\//.test(word) && !/tcp:\/\/(?:127\.|localhost|\[::1\])/.test(word),
  );
}

function envProblems(container: Container): readonly Problem[] {
  const variables = container.value['env'];
  if (variables === undefined) return none;
  return items(variables).flatMap((entry, index) => {
    const { name, value, valueFrom } = record(entry);
    const at = containerPointer(container, `/env/${index}/value`);
    // The image of the daemon opens port 2375 to all when it is told to make no certificates.
    if (name === 'DOCKER_TLS_CERTDIR' && (text(value) ?? '') === '' && valueFrom === undefined) {
      return isDaemon(container)
        ? [
            {
              pointer: at,
              message: `Container "${container.name}" offers Docker's API to everybody who reaches it: TLS is turned off.`,
            },
          ]
        : [];
    }
    if (name !== 'DOCKER_HOST' || !isPlainRemote(text(value) ?? '')) return [];
    return [
      {
        pointer: at,
        message: `Container "${container.name}" controls a Docker daemon over plain TCP, which everybody may do who reaches it.`,
      },
    ];
  });
}

function isDaemon(container: Container): boolean {
  return text(container.value['image'])?.includes('dind') === true;
}

function isPlainRemote(address: string): boolean {
  return /^tcp:\/\/.*:2375$/.test(address) && !/^tcp:\/\/(?:127\.|localhost|\[::1\])/.test(address);
}
