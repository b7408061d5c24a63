import type { PodTemplate, Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { usedImages } from './used-images.ts';

export default defineCheck({
  id: 'image-pull-policy-never',
  version: 1,
  title: 'Image is never pulled',
  severity: 'low',
  why: 'The pod runs whatever a node happens to hold under this name: nobody asks the registry, no signature or digest is compared, and nodes without a copy cannot start it.',
  attack:
    'Whoever can load images on a node, by another pod with its runtime socket for one, decides what this pod runs.',
  remedy: 'Push the image to a registry and use IfNotPresent, or Always where the tag moves.',
  accept: 'Local test clusters into which images are loaded by hand.',
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy'],
  techniques: ['T1525', 'T1612'],
  appliesTo: 'workload',
  onlyWith: ['imagePullPolicy', 'volumes'],
  find: (pod: PodTemplate, _resource: Resource, { lookup }: CheckContext) => {
    let problems = none;
    for (const { text, user, pullPolicy, pullPolicyPointer: pointer } of usedImages(pod, lookup)) {
      if (pullPolicy !== 'Never') continue;
      const message = `${user} never pulls image "${text}": it runs whatever the node holds under that name.`;
      problems = [...problems, { pointer, value: 'Never', message }];
    }
    return problems;
  },
  repair: {
    kind: 'edit',
    summary: 'set imagePullPolicy to IfNotPresent',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, 'IfNotPresent')],
  },
});
