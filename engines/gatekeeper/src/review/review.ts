import { groupOf, record, text, versionOf } from '@bulwark/model';
import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import type { Source } from '../constraint/matches.ts';

/** One object under review: what policies see as `input.review`, and what constraints are matched by. */
export interface Review {
  /** An AdmissionRequest as `admission.k8s.io/v1` writes it. */
  readonly request: JsonObject;
  readonly source: Source;
  /** The Namespace of the object where the caller knows it; else the inventory is asked. */
  readonly namespace?: JsonObject | undefined;
}

export interface ReviewSetting {
  readonly operation?: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT' | undefined;
  readonly namespace?: JsonObject | undefined;
  /** `Original` unless told. */
  readonly source?: Source | undefined;
}

/** The review of an object that comes from a file or a cluster. */
export function reviewOfObject(object: JsonObject, setting: ReviewSetting = {}): Review {
  const apiVersion = text(object['apiVersion']) ?? '';
  const metadata = record(object['metadata']);
  const name = text(metadata['name']);
  const namespace = text(metadata['namespace']);
  const request: JsonObject = {
    ...emptyRequest,
    kind: { group: groupOf(apiVersion), version: versionOf(apiVersion), kind: text(object['kind']) ?? '' },
    ...(name ? { name } : {}),
    ...(namespace ? { namespace } : {}),
    operation: setting.operation ?? '',
    object,
    ...(setting.operation === 'DELETE' ? { oldObject: object } : {}),
  };
  return { request, source: setting.source ?? 'Original', namespace: setting.namespace };
}

/** The review of an AdmissionReview's request, or in words why there is none. */
export function reviewOfAdmission(
  admission: JsonObject,
  setting: ReviewSetting = {},
): Review | { readonly problem: string } {
  const unknown = Object.keys(admission).find((key) => !reviewFields.includes(key));
  if (unknown !== undefined) return { problem: `not a valid AdmissionReview object: unknown field "${unknown}"` };
  const given = admission['request'];
  if (!isObject(given)) return { problem: 'missing an AdmissionRequest object: the AdmissionReview has no request' };
  const problem = requestProblem(given);
  if (problem !== undefined) return { problem };
  const request: Record<string, JsonValue> = { ...emptyRequest, ...given };
  // The API server sends what is deleted as oldObject; policies read object.
  if (given['operation'] === 'DELETE') request['object'] = request['oldObject'] ?? null;
  return { request, source: setting.source ?? 'Original', namespace: setting.namespace };
}

function requestProblem(request: JsonObject): string | undefined {
  const unknown = Object.keys(request).find((key) => !requestFields.includes(key));
  if (unknown !== undefined) return `not a valid AdmissionReview object: unknown field "request.${unknown}"`;
  const { object, oldObject } = request;
  if (!isObject(object) && !isObject(oldObject))
    return 'no object or oldObject found to review: the AdmissionRequest has neither';
  for (const [name, value] of Object.entries({ object, oldObject })) {
    if (isObject(value) && !text(value['kind']))
      return `object or oldObject cannot be unmarshalled: ${name} has no kind`;
  }
  if (request['operation'] === 'DELETE' && !isObject(oldObject)) return 'oldObject cannot be nil for DELETE operations';
  return undefined;
}

export function isAdmissionReview({ kind, apiVersion }: JsonObject): boolean {
  return kind === 'AdmissionReview' && groupOf(text(apiVersion) ?? '') === 'admission.k8s.io';
}

const reviewFields = ['apiVersion', 'kind', 'metadata', 'request', 'response'];

const requestFields = [
  'uid',
  'kind',
  'resource',
  'subResource',
  'requestKind',
  'requestResource',
  'requestSubResource',
  'name',
  'namespace',
  'operation',
  'userInfo',
  'object',
  'oldObject',
  'dryRun',
  'options',
];

/** What Go writes for an AdmissionRequest of which nothing is set. */
const emptyRequest: JsonObject = {
  uid: '',
  kind: { group: '', version: '', kind: '' },
  resource: { group: '', version: '', resource: '' },
  operation: '',
  userInfo: {},
  object: null,
  oldObject: null,
  options: null,
};
