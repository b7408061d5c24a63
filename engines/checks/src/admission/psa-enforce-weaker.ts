import { defineCheck, none } from '../define-check.ts';
import { enforcePointer, levelOf, levels, namespaceOnly } from './pod-security.ts';

export default defineCheck({
  id: 'admission-psa-enforce-weaker',
  version: 1,
  title: 'Namespace enforces less than it warns of',
  severity: 'low',
  why: 'Warning of a stricter level is a step on the way to it; where it stays, the stricter level protects nobody.',
  attack: 'An attacker creates a pod that is warned of and runs it.',
  remedy: 'When no warnings come any more, enforce the stricter level.',
  accept: 'Namespaces that are on the way to the stricter level.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces',
    'https://kubernetes.io/docs/tasks/configure-pod-container/migrate-from-psp/',
  ],
  techniques: ['T1610'],
  appliesTo: namespaceOnly,
  find: (namespace) => {
    const enforced = levelOf(namespace, 'enforce');
    // Where nothing is enforced, that is the finding.
    if (enforced === undefined || enforced === 'privileged') return none;
    const mode = ['warn', 'audit'].find((other) => rank(levelOf(namespace, other)) > rank(enforced));
    if (mode === undefined) return none;
    const message = `Namespace "${namespace.name}" enforces ${enforced} but has ${mode} at ${levelOf(namespace, mode)}: pods beyond ${enforced} are refused, the rest is only ${mode === 'warn' ? 'warned of' : 'written to the audit log'}.`;
    return [{ pointer: enforcePointer, value: enforced, message }];
  },
  repair: {
    kind: 'none',
    reason: 'Whether the pods there meet the stricter level has to be seen from the warnings first.',
  },
});

function rank(level: string | undefined): number {
  return level === undefined ? -1 : levels.indexOf(level);
}
