import { matchesSelector, type Resource, record } from '@bulwark/model';
import { isObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'availability-selector-mismatch',
  version: 1,
  title: 'Selector of the workload does not match its own pods',
  severity: 'medium',
  why: 'The API server refuses a workload whose selector does not match the labels of its template, so nothing of it runs.',
  attack: 'None by itself: a protection or a patch that the manifest brings does not arrive.',
  remedy: 'Give the template the labels of the selector.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  techniques: ['T1499'],
  appliesTo: ['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps', 'ReplicaSet.apps'],
  find: (resource: Resource): readonly Problem[] => {
    const { selector } = record(resource.object['spec']);
    const [template] = resource.templates;
    if (template === undefined || !isObject(selector) || matchesSelector(selector, template.labels) === true)
      return none;
    return [
      {
        pointer: '/spec/selector',
        message: `${resource.ref.kind} "${resource.name}" has a selector that does not match the labels of its own pods; the API server refuses it.`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason:
      'Whether the selector or the labels are wrong is not known, and the selector of a running workload cannot be changed.',
  },
});
