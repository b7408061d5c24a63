import { items, type Resource, record, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'admission-constraint-not-denying',
  version: 1,
  title: 'Gatekeeper constraint does not deny',
  severity: 'medium',
  why: 'dryrun and warn tell of a violation and let it happen.',
  attack: 'An attacker does what the constraint is against and is at most written down.',
  remedy: 'When no violations are reported any more, set enforcementAction to deny.',
  accept: 'Constraints on trial.',
  references: ['https://open-policy-agent.github.io/gatekeeper/website/docs/violations/'],
  techniques: ['T1562.001'],
  appliesTo: 'any',
  find: (constraint: Resource) =>
    constraint.kind.endsWith('.constraints.gatekeeper.sh') ? problemsOf(constraint) : none,
  repair: {
    kind: 'edit',
    summary: 'deny violations',
    disruption: 'traffic',
    edits: (problem) =>
      problem.pointer.endsWith('/enforcementAction')
        ? [set(problem.pointer, 'deny')]
        : 'which scope is to deny must be decided',
  },
});

function problemsOf(constraint: Resource): readonly Problem[] {
  const spec = record(constraint.object['spec']);
  const action = text(spec['enforcementAction']) ?? 'deny';
  if (action === 'dryrun' || action === 'warn') {
    const message = `Constraint "${constraint.name}" is set to ${action}: what violates it is written all the same.`;
    return [{ pointer: '/spec/enforcementAction', value: action, message }];
  }
  const scoped = action === 'scoped' ? items(spec['scopedEnforcementActions']).map(record) : [];
  if (scoped.length === 0 || scoped.some((entry) => entry['action'] === 'deny')) return none;
  const message = `No scope of constraint "${constraint.name}" denies: what violates it is written all the same.`;
  return [{ pointer: '/spec/scopedEnforcementActions', message }];
}
