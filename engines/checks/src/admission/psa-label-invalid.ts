import { text } from '@bulwark/model';
import { escapeToken } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { levels, namespaceOnly, podSecurityPrefix } from './pod-security.ts';

export default defineCheck({
  id: 'admission-psa-label-invalid',
  version: 1,
  title: 'Pod Security label is not valid',
  severity: 'medium',
  why: 'The API server refuses a namespace with such a value, and takes no notice of a label it does not know: the level that was meant is not in force.',
  attack: 'Whoever may create pods in a namespace whose label is misspelt starts a privileged one.',
  remedy: 'Use the labels enforce, audit and warn with privileged, baseline or restricted.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces',
  ],
  techniques: ['T1610'],
  appliesTo: namespaceOnly,
  find: (namespace) => {
    const keys = Object.keys(namespace.labels).filter((key) => key.startsWith(podSecurityPrefix));
    return keys.length === 0 ? none : keys.flatMap((key) => problemOf(key, text(namespace.labels[key]) ?? ''));
  },
  repair: {
    kind: 'edit',
    summary: 'write the value as Kubernetes knows it',
    disruption: 'restart',
    edits: (problem) => {
      const value = text(problem.value)?.toLowerCase().trim() ?? '';
      const fixed = /^1\.\d+$/.test(value) ? `v${value}` : value;
      const isVersion = problem.pointer.endsWith('-version');
      const isKnown = isVersion ? fixed === 'latest' || fixed.startsWith('v1.') : levels.includes(fixed);
      return isKnown && fixed !== problem.value ? [set(problem.pointer, fixed)] : 'what was meant cannot be told';
    },
  },
});

const modes: readonly string[] = ['enforce', 'audit', 'warn'];

function problemOf(key: string, value: string): readonly Problem[] {
  const message = messageOf(key, value);
  return message === undefined ? [] : [{ pointer: `/metadata/labels/${escapeToken(key)}`, value, message }];
}

function messageOf(key: string, value: string): string | undefined {
  const name = key.slice(podSecurityPrefix.length);
  const mode = name.replace(/-version$/, '');
  if (!modes.includes(mode)) return `"${key}" is no label of Pod Security: it has no effect.`;
  if (name !== mode)
    return value === 'latest' || /^v1\.(?:0|[1-9]\d*)$/.test(value)
      ? undefined
      : `"${value}" is no version: latest or v1.<minor> was expected, so the API server refuses the namespace.`;
  return levels.includes(value)
    ? undefined
    : `"${value}" is no Pod Security level: privileged, baseline or restricted was expected, so the API server refuses the namespace.`;
}
