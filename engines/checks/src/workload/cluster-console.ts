import { containerPointer, parseImage, text } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-cluster-console',
  version: 1,
  title: 'Web console of the cluster runs in the cluster',
  severity: 'medium',
  why: 'A console that can show and change the cluster is the shortest way to it: who reaches it without a login, or steals a session, has the rights of its service account or of its user.',
  attack: 'A console that was exposed by mistake is found from outside and used to start workloads and read Secrets.',
  remedy:
    'Remove it where nobody uses it; else keep it off the internet, behind single sign-on, with rights to read only.',
  accept: "Consoles behind single sign-on that act with the user's own rights.",
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/'],
  techniques: ['T1133', 'T1190', 'T1613'],
  appliesTo: 'workload',
  mentions: ['dashboard', 'scope', 'portainer', 'headlamp'],
  find: (pod) =>
    inContainers(pod, (container) => {
      const image = text(container.value['image']);
      const console = image === undefined ? undefined : consoleOf(image);
      if (console === undefined) return [];
      return [
        {
          pointer: containerPointer(container, '/image'),
          value: image ?? '',
          message: `Container "${container.name}" is ${console}, which controls the cluster from a browser.`,
        },
      ];
    }),
  repair: { kind: 'none', reason: 'Whether somebody uses the console has to be asked first.' },
});

const consoles: ReadonlyMap<string, string> = new Map([
  ['kubernetesui/dashboard', 'the Kubernetes Dashboard'],
  ['kubernetesui/dashboard-api', 'the Kubernetes Dashboard'],
  ['kubernetes-dashboard-amd64', 'the Kubernetes Dashboard'],
  ['weaveworks/scope', 'Weave Scope'],
  ['portainer/portainer', 'Portainer'],
  ['portainer/portainer-ce', 'Portainer'],
  ['portainer/portainer-ee', 'Portainer'],
  ['portainer/agent', 'the agent of Portainer'],
  ['headlamp-k8s/headlamp', 'Headlamp'],
  ['kinvolk/headlamp', 'Headlamp'],
]);

function consoleOf(image: string): string | undefined {
  const parts = parseImage(image)?.repository.split('/') ?? [];
  return consoles.get(parts.slice(-2).join('/')) ?? consoles.get(parts.at(-1) ?? '');
}
