import { matchesMap, matchesSelector, type Resource, record, selectsEverything } from '@bulwark/model';
import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'availability-selector-mismatch',
  version: 1,
  title: 'Workload does not select its own pods',
  severity: 'medium',
  why: 'The API server refuses a workload whose selector does not match the labels of its template, so nothing of it runs.',
  attack: 'None by itself: a protection or a patch that the manifest brings does not arrive.',
  remedy: 'Give the template the labels of the selector.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  techniques: ['T1499'],
  appliesTo: [
    'Deployment.apps',
    'StatefulSet.apps',
    'DaemonSet.apps',
    'ReplicaSet.apps',
    'ReplicationController',
    'Job.batch',
  ],
  find: (resource: Resource): readonly Problem[] => {
    const { selector } = record(resource.object['spec']);
    const [template] = resource.templates;
    if (template === undefined) return none;
    const fault =
      resource.kind === 'ReplicationController'
        ? faultOfMap(selector, template.labels)
        : faultOf(selector, template.labels, resource.ref.apiVersion);
    if (fault === undefined) return none;
    return [
      {
        pointer: '/spec/selector',
        message: `${resource.ref.kind} "${resource.name}" ${fault}; the API server refuses it.`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason:
      'Whether the selector or the labels are wrong is not known, and the selector of a running workload cannot be changed.',
  },
});

const mismatch = 'has a selector that does not match the labels of its own pods';

function faultOf(selector: JsonValue | undefined, labels: JsonObject, apiVersion: string): string | undefined {
  if (!isObject(selector) || selectsEverything(selector)) {
    // Versions before apps/v1 fill the selector in.
    return apiVersion === 'apps/v1' ? 'has no selector' : undefined;
  }
  return matchesSelector(selector, labels) === true ? undefined : mismatch;
}

/** A ReplicationController selects by a plain map, and without one by the labels of its template. */
function faultOfMap(selector: JsonValue | undefined, labels: JsonObject): string | undefined {
  if (!isObject(selector) || Object.keys(selector).length === 0 || matchesMap(selector, labels)) return undefined;
  return mismatch;
}
