import type { Container } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';
import { type Command, scriptsOf } from './commands.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-install-at-start',
  version: 1,
  title: 'Container installs packages when it starts',
  severity: 'medium',
  why: 'What runs is not what the image says and what was scanned: each start may get other versions, needs write access and the network, and fails when the package server is away.',
  attack: 'A package that was taken over, or a look-alike, reaches every container that starts from then on.',
  remedy: 'Install the packages in the image.',
  accept: 'Containers for development.',
  references: ['https://kubernetes.io/docs/concepts/containers/images/'],
  techniques: ['T1204.003', 'T1609'],
  appliesTo: 'workload',
  onlyWith: ['command', 'args', 'lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'],
  find: (pod) => inContainers(pod, problemsOf),
  repair: { kind: 'none', reason: 'An image with the packages has to be built first.' },
});

const subcommands: ReadonlyMap<string, readonly string[]> = new Map([
  ['apt', ['install']],
  ['apt-get', ['install']],
  ['apk', ['add']],
  ['dnf', ['install']],
  ['microdnf', ['install']],
  ['yum', ['install']],
  ['zypper', ['install', 'in']],
  ['pip', ['install']],
  ['pip3', ['install']],
  ['uv', ['add']],
  ['npm', ['install', 'i', 'ci', 'add']],
  ['pnpm', ['install', 'i', 'add']],
  ['yarn', ['install', 'add']],
  ['gem', ['install']],
  ['go', ['install']],
  ['cargo', ['install']],
]);
const needles = [...new Set([...subcommands.values()].flat())]
  .filter((word) => word.length > 2)
  .concat('npm i', 'pnpm i', 'npm ci', 'zypper in');

function problemsOf(container: Container): readonly Problem[] {
  return scriptsOf(container, needles).flatMap(({ pointer, commands, place }) => {
    const installer = commands.map(installerOf).find((found) => found !== undefined);
    if (installer === undefined) return [];
    return [
      {
        pointer,
        message: `Container "${container.name}" installs packages with ${installer} ${place === 'probe' ? 'in a probe' : 'each time it starts'}.`,
      },
    ];
  });
}

function installerOf({ program, arguments: words }: Command): string | undefined {
  // `python -m pip install`
  const isModule = program.startsWith('python') && words[0] === '-m' && words[1] === 'pip';
  const name = isModule ? 'pip' : program;
  const verb = (isModule ? words.slice(2) : words).find((word) => !word.startsWith('-'));
  return verb !== undefined && subcommands.get(name)?.includes(verb) ? `${name} ${verb}` : undefined;
}
