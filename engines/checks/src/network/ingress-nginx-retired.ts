import { type Container, containerPointer, parseImage, type Resource, record, text } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'network-ingress-nginx-retired',
  version: 1,
  title: 'Ingresses are served by the retired ingress-nginx controller',
  severity: 'medium',
  why: 'The Kubernetes project retired ingress-nginx on 24 March 2026: there are no more releases, and flaws found since are not mended. It is the part of the cluster that faces the internet.',
  attack:
    'A flaw that becomes known after the retirement stays open for ever; earlier ones gave attackers every Secret of the cluster (CVE-2025-1974).',
  remedy: 'Move to a maintained controller, preferably to Gateway API, and delete the class with the controller.',
  accept: 'A distribution that maintains the controller under a support contract.',
  references: ['https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/'],
  techniques: ['T1190'],
  appliesTo: ['IngressClass.networking.k8s.io', 'Deployment.apps', 'DaemonSet.apps'],
  find: (resource: Resource, { at, lookup }: CheckContext): readonly Problem[] => {
    if (at < retirement) return none;
    if (resource.ref.kind === 'IngressClass') return isItsClass(resource) ? [classProblem(resource)] : none;
    // Where its class is known, that carries the finding.
    const container = resource.templates[0]?.containers.find(runsController);
    if (container === undefined || lookup.list('IngressClass.networking.k8s.io').some(isItsClass)) return none;
    return [
      {
        pointer: containerPointer(container, '/image'),
        value: container.value['image'] ?? '',
        message: `${resource.ref.kind} "${resource.name}" runs ingress-nginx, which has had no security fixes since March 2026.`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'Another controller has to be installed and its Ingresses tried before this one can go.',
  },
});

// 2026-03-24T00:00:00Z, in milliseconds since 1970.
const retirement = 1_774_310_400_000;

const images: ReadonlySet<string> = new Set([
  'ingress-nginx/controller',
  'ingress-nginx/controller-chroot',
  'kubernetes-ingress-controller/nginx-ingress-controller',
]);

function runsController(container: Container): boolean {
  const image = text(container.value['image']);
  // Parsing is dear; the name is in every reference to it.
  return image?.includes('nginx') === true && images.has(parseImage(image)?.repository ?? '');
}

function isItsClass(ingressClass: Resource): boolean {
  return record(ingressClass.object['spec'])['controller'] === 'k8s.io/ingress-nginx';
}

function classProblem(ingressClass: Resource): Problem {
  return {
    pointer: '/spec/controller',
    value: 'k8s.io/ingress-nginx',
    message: `IngressClass "${ingressClass.name}" is served by ingress-nginx, which has had no security fixes since March 2026.`,
  };
}
