import { own, type Resource, text } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import { isControlPlanePod, mirrorAnnotation, sourceAnnotation } from './control-plane.ts';

export default defineCheck({
  id: 'workload-static-pod',
  version: 1,
  title: 'Pod was started by a node, not by the cluster',
  severity: 'medium',
  why: 'A static pod comes from a file or URL of its node. No admission control, quota or RBAC rule saw it, and deleting it here does nothing: what the API server shows is a mirror.',
  attack:
    'An intruder with root on a node places a manifest there and has a pod that comes back after every reboot and that cluster administrators cannot delete.',
  remedy:
    "Look at the manifest on the node; where it is nobody's, treat the node as taken over. Run agents as a DaemonSet.",
  accept:
    'Components that have to run without the API server, such as kube-proxy, kube-vip or a local load balancer on control-plane nodes.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/'],
  techniques: ['T1610', 'T1543.005'],
  appliesTo: ['Pod'],
  find: (resource: Resource, context: CheckContext) => {
    const source = text(own(resource.annotations, sourceAnnotation));
    const isMirror =
      own(resource.annotations, mirrorAnnotation) !== undefined || (source !== undefined && source !== 'api');
    if (!isMirror || isControlPlanePod(resource, context)) return none;
    return [
      {
        pointer: '/metadata/annotations/kubernetes.io~1config.source',
        ...(source === undefined ? {} : { value: source }),
        message: `Pod "${resource.name}" is a static pod that its node started from ${source === 'http' ? 'a URL' : 'a file'}.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'The manifest lies on the node, out of reach of the API server.' },
});
