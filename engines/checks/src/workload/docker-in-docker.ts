import { type Container, containerPointer, parseImage, text } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';
import { scriptsOf } from './commands.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-docker-in-docker',
  version: 1,
  title: 'Container runs a Docker daemon',
  severity: 'medium',
  why: 'A daemon in a pod starts containers that Kubernetes does not know: no admission control, limit, network policy or runtime agent sees them as what they are, and the pod usually has to be privileged.',
  attack:
    "Whoever can start a build in it mounts the node's devices through the privileged pod, or hides containers from the cluster's own view.",
  remedy: 'Build images with a builder that needs no daemon and no root, such as rootless BuildKit or Buildah.',
  accept: 'Build nodes that nothing else runs on and that are thrown away.',
  references: ['https://kubernetes.io/docs/setup/production-environment/container-runtimes/'],
  techniques: ['T1612', 'T1610', 'T1611'],
  appliesTo: 'workload',
  mentions: ['dockerd', 'dind'],
  find: (pod) => inContainers(pod, problemsOf),
  repair: { kind: 'none', reason: 'The builds have to be moved to another builder first.' },
});

function problemsOf(container: Container): readonly Problem[] {
  const [script] = scriptsOf(container, ['dockerd']).filter(({ commands }) =>
    commands.some(({ program }) => program === 'dockerd' || program === 'dockerd-entrypoint.sh'),
  );
  const pointer =
    script?.pointer ??
    (isDaemonImage(text(container.value['image'])) ? containerPointer(container, '/image') : undefined);
  if (pointer === undefined) return [];
  return [
    {
      pointer,
      message: `Container "${container.name}" runs a Docker daemon, whose containers the cluster does not see.`,
    },
  ];
}

/** `docker:dind`, `docker:27-dind-rootless`, `team/dind` */
function isDaemonImage(image: string | undefined): boolean {
  if (!image?.includes('dind')) return false;
  const { repository = '', tag = '' } = parseImage(image) ?? {};
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  return name === 'dind' || name.endsWith('-dind') || (name === 'docker' && tag.split('-').includes('dind'));
}
