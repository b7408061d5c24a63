import { items, type KindKey, matchesSelector, type Resource, record, text } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import { type CheckContext, none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';

export const mutatingKind = 'MutatingWebhookConfiguration.admissionregistration.k8s.io';
export const validatingKind = 'ValidatingWebhookConfiguration.admissionregistration.k8s.io';

/** The kinds that send requests to admission webhooks. */
export const webhookKinds: readonly KindKey[] = [mutatingKind, validatingKind];

/** The kinds of checks on just one of them. */
export const mutatingOnly: readonly KindKey[] = [mutatingKind];
export const validatingOnly: readonly KindKey[] = [validatingKind];

/** One webhook of a configuration. */
export interface Webhook {
  readonly name: string;
  /** `/webhooks/0`. */
  readonly pointer: string;
  readonly value: JsonObject;
  readonly configuration: Resource;
}

/** One problem for each webhook that `judge` finds one in. */
export function findWebhooks(
  configuration: Resource,
  context: CheckContext,
  judge: (webhook: Webhook, context: CheckContext) => Problem | undefined,
): readonly Problem[] {
  const webhooks = items(configuration.object['webhooks']);
  if (webhooks.length === 0) return none;
  return webhooksOf(configuration).flatMap((webhook) => judge(webhook, context) ?? []);
}

/** The webhooks of a configuration in their order. */
export function webhooksOf(configuration: Resource): readonly Webhook[] {
  return items(configuration.object['webhooks']).map((value, index) => {
    const webhook = record(value);
    return { name: text(webhook['name']) ?? '', pointer: `/webhooks/${index}`, value: webhook, configuration };
  });
}

/** Whether a failure to call it lets the request pass: `failurePolicy` is Fail by default, Ignore in v1beta1. */
export function failsOpen({ value, configuration }: Webhook): boolean {
  const policy = value['failurePolicy'];
  return policy === 'Ignore' || (policy === undefined && configuration.ref.apiVersion.endsWith('/v1beta1'));
}

interface Target {
  readonly group: string;
  readonly resource: string;
}

const target = (group: string, ...resources: readonly string[]): readonly Target[] =>
  resources.map((resource) => ({ group, resource }));

// What an attacker has to write to gain something: pods and what makes them, rights, credentials, and the guards.
const securityTargets: readonly Target[] = [
  ...target(
    '',
    'pods',
    'pods/exec',
    'pods/attach',
    'pods/ephemeralcontainers',
    'secrets',
    'serviceaccounts',
    'namespaces',
  ),
  ...target('apps', 'deployments', 'daemonsets', 'statefulsets', 'replicasets'),
  ...target('batch', 'jobs', 'cronjobs'),
  ...target('rbac.authorization.k8s.io', 'roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'),
  ...target('networking.k8s.io', 'networkpolicies'),
];

/** What the webhook guards that an attacker would have to write: the first such resource. */
export function guardedResource(webhook: Webhook): string | undefined {
  const rules = items(webhook.value['rules']).map(record).filter(writes);
  return securityTargets.find((wanted) => rules.some((rule) => covers(rule, wanted)))?.resource;
}

/** Whether a webhook is called when pods are created. */
export function seesNewPods(webhook: Webhook): boolean {
  return items(webhook.value['rules'])
    .map(record)
    .some((rule) => operates(rule, 'CREATE') && covers(rule, { group: '', resource: 'pods' }));
}

function writes(rule: JsonObject): boolean {
  return operates(rule, 'CREATE') || operates(rule, 'UPDATE') || operates(rule, 'CONNECT');
}

function operates(rule: JsonObject, operation: string): boolean {
  const operations = items(rule['operations']);
  return operations.includes(operation) || operations.includes('*');
}

/** In webhook rules `*` is all resources without subresources, and both sides of the slash may be `*`. */
function covers(rule: JsonObject, { group, resource }: Target): boolean {
  const groups = items(rule['apiGroups']);
  if (!groups.includes('*') && !groups.includes(group)) return false;
  return items(rule['resources']).some((pattern) => coversResource(pattern, resource));
}

function coversResource(pattern: JsonValue, resource: string): boolean {
  if (pattern === resource || pattern === '*/*') return true;
  if (typeof pattern !== 'string') return false;
  const [wantedMain = '', wantedSub = ''] = resource.split('/');
  const [main = '', sub = ''] = pattern.split('/');
  const fits = (given: string, wanted: string): boolean => given === '*' || given === wanted;
  if (wantedSub === '') return sub === '' && fits(main, wantedMain);
  return sub !== '' && fits(main, wantedMain) && fits(sub, wantedSub);
}

/** Where the webhook runs: the namespace of its Service. */
export function serviceOf(webhook: Webhook): { readonly namespace: string; readonly name: string } | undefined {
  const service = record(record(webhook.value['clientConfig'])['service']);
  const namespace = text(service['namespace']);
  const name = text(service['name']);
  return namespace && name ? { namespace, name } : undefined;
}

const nameLabel = 'kubernetes.io/metadata.name';

/**
 * Whether the webhook is called for objects of a namespace: undefined where that depends on labels that are not known,
 * on conditions, or on the labels of the object.
 */
export function calledIn(webhook: Webhook, namespace: string, lookup: Lookup): boolean | undefined {
  const selector = webhook.value['namespaceSelector'];
  if (items(webhook.value['matchConditions']).length > 0 || !isEmpty(webhook.value['objectSelector'])) return undefined;
  if (isEmpty(selector)) return true;
  const known = lookup.get('Namespace', '', namespace);
  if (known) return matchesSelector(selector, { ...known.labels, [nameLabel]: namespace });
  return asksForNameOnly(record(selector)) ? matchesSelector(selector, { [nameLabel]: namespace }) : undefined;
}

/** An absent selector selects everything, as an empty one does. */
function isEmpty(selector: JsonValue | undefined): boolean {
  const { matchLabels, matchExpressions } = record(selector);
  return Object.keys(record(matchLabels)).length === 0 && items(matchExpressions).length === 0;
}

function asksForNameOnly(selector: JsonObject): boolean {
  const keys = items(selector['matchExpressions']).map((expression) => record(expression)['key']);
  return [...keys, ...Object.keys(record(selector['matchLabels']))].every((key) => key === nameLabel);
}
