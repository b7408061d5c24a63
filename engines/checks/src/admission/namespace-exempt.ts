import { items, own, type Resource, record, text } from '@bulwark/model';
import { escapeToken } from '@bulwark/text';
import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';
import type { Lookup } from '../lookup.ts';
import { isSystemNamespace, namespaceOnly } from './pod-security.ts';
import { guardedResource, serviceOf, validatingKind, webhooksOf } from './webhooks.ts';

export default defineCheck({
  id: 'admission-namespace-exempt',
  version: 1,
  title: 'Namespace is left out of admission control by a label',
  severity: 'medium',
  why: 'Policy engines leave out namespaces with such a label; everything in them is admitted unseen.',
  attack: 'Whoever may create pods in the namespace starts one that the policies forbid.',
  remedy: 'Remove the label, and make exceptions for single objects where they are needed.',
  accept: "Namespaces of the cluster's own components that only administrators may write to.",
  references: [
    'https://open-policy-agent.github.io/gatekeeper/website/docs/exempt-namespaces/',
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-namespaceselector',
  ],
  techniques: ['T1562.001'],
  appliesTo: namespaceOnly,
  find: (namespace, { lookup }) => {
    const labels = Object.keys(namespace.labels);
    if (labels.length === 0 || isSystemNamespace(namespace.name)) return none;
    const exits = [...known, ...exitsOf(lookup)];
    return labels.flatMap((label) => {
      const value = text(own(namespace.labels, label)) ?? '';
      const exit = exits.find(
        (candidate) => candidate.label === label && candidate.frees(value) && candidate.home !== namespace.name,
      );
      if (exit === undefined) return none;
      const message = `Label "${label}" leaves namespace "${namespace.name}" out of ${exit.from}: its policies do not count there.`;
      return [{ pointer: `/metadata/labels/${escapeToken(label)}`, value, message }];
    });
  },
  repair: {
    kind: 'edit',
    summary: 'remove the label, so that policies count for what is written from now on',
    disruption: 'restart',
    edits: (problem) => [remove(problem.pointer)],
  },
});

/** A label by which a namespace leaves the reach of a guard. */
interface Exit {
  readonly label: string;
  readonly frees: (value: string) => boolean;
  readonly from: string;
  /** Where the guard runs, which it leaves out to be able to start. */
  readonly home: string;
}

const always = (): boolean => true;
const known: readonly Exit[] = [
  { label: 'admission.gatekeeper.sh/ignore', frees: always, from: 'Gatekeeper', home: 'gatekeeper-system' },
  {
    label: 'openpolicyagent.org/webhook',
    frees: (value) => value === 'ignore',
    from: 'Open Policy Agent',
    home: 'opa',
  },
];

/** The labels by which the validating webhooks of this snapshot leave namespaces out. */
function exitsOf(lookup: Lookup): readonly Exit[] {
  return lookup.derive('admission exits', '', (look) => look.list(validatingKind).flatMap(exitsOfConfiguration));
}

function exitsOfConfiguration(configuration: Resource): readonly Exit[] {
  return webhooksOf(configuration).flatMap((webhook) => {
    if (guardedResource(webhook) === undefined) return [];
    const expressions = items(record(webhook.value['namespaceSelector'])['matchExpressions']).map(record);
    return expressions.flatMap((expression) => {
      const label = text(expression['key']) ?? '';
      const values = items(expression['values']);
      const operator = expression['operator'];
      // The name of a namespace is no label that someone sets.
      if (label === 'kubernetes.io/metadata.name' || (operator !== 'DoesNotExist' && operator !== 'NotIn')) return [];
      const frees = operator === 'NotIn' ? (value: string) => values.includes(value) : always;
      return [{ label, frees, from: `webhook "${webhook.name}"`, home: serviceOf(webhook)?.namespace ?? '' }];
    });
  });
}
