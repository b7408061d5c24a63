import { controllerOf, own, type Resource, record } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'availability-naked-pod',
  version: 1,
  title: 'Pod without a controller',
  severity: 'low',
  why: 'Nothing starts the pod again when its node fails or it is evicted, and a new image never reaches it.',
  attack:
    'Evicting the pod, or waiting for its node to fail, ends the service; pods that somebody started by hand and forgot are what attackers hide among.',
  remedy: 'Describe the pod in a Deployment, StatefulSet, DaemonSet or Job.',
  accept: 'Pods for debugging that are soon gone.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/overview/#naked-pods-vs-replicasets-deployments-and-jobs',
  ],
  techniques: ['T1610', 'T1499'],
  appliesTo: ['Pod'],
  find: (resource: Resource): readonly Problem[] => {
    if (controllerOf(resource) !== undefined || isStatic(resource)) return none;
    const { restartPolicy } = record(resource.object['spec']);
    // Such a pod is to run once, as tests and hooks of charts do.
    if (restartPolicy === 'Never' || restartPolicy === 'OnFailure') return none;
    return [
      { pointer: '', message: `Pod "${resource.name}" has no controller: nothing starts it again when it is gone.` },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'The pod has to become the template of another object; an edit of this one cannot do it.',
  },
});

/** The kubelet itself restarts static pods: those of the cluster carry its annotation, kubeadm's files a label. */
function isStatic(pod: Resource): boolean {
  return (
    own(pod.annotations, 'kubernetes.io/config.mirror') !== undefined || own(pod.labels, 'tier') === 'control-plane'
  );
}
