import { items, type Resource, record, texts } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'network-istio-authorization-allows-all',
  version: 1,
  title: 'Istio AuthorizationPolicy allows everyone',
  severity: 'medium',
  why: 'A rule without sources, operations and conditions, or one for every identity of the mesh, allows all requests; allowing policies add up, so the others do not matter any more.',
  attack: 'A compromised workload anywhere in the mesh calls the service as it likes.',
  remedy: 'Name the callers in from.source.principals or namespaces, and the operations in to.',
  accept: 'A service for the whole mesh.',
  references: ['https://istio.io/latest/docs/reference/config/security/authorization-policy/'],
  techniques: ['T1562.001'],
  appliesTo: ['AuthorizationPolicy.security.istio.io'],
  find: (resource: Resource) => {
    const spec = record(resource.object['spec']);
    if (spec['action'] !== undefined && spec['action'] !== 'ALLOW') return none;
    return items(spec['rules']).flatMap((rule, index) => {
      const who = everyone(record(rule));
      if (who === undefined) return [];
      return [
        {
          pointer: `/spec/rules/${index}`,
          message: `AuthorizationPolicy "${resource.name}" has a rule that allows every request${who}.`,
        },
      ];
    });
  },
  repair: { kind: 'none', reason: 'Which callers need access is not known from the objects.' },
});

/** Of whom a rule allows each request; undefined where it restricts something. */
function everyone(rule: JsonObject): string | undefined {
  if (items(rule['to']).length > 0 || items(rule['when']).length > 0) return undefined;
  const from = items(rule['from']).map((entry) => record(record(entry)['source']));
  if (from.length === 0) return '';
  return from.some(isAnyIdentity) ? ' of every identity in the mesh' : undefined;
}

function isAnyIdentity(source: JsonObject): boolean {
  const keys = Object.keys(source);
  const [key] = keys;
  if (keys.length !== 1 || (key !== 'principals' && key !== 'namespaces')) return false;
  return texts(source[key]).includes('*');
}
