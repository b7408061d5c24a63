import { items, type Resource, record, text, texts } from '@bulwark/model';
import { isObject, type JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { exceptionKinds } from './kyverno.ts';

export default defineCheck({
  id: 'admission-kyverno-exception-broad',
  version: 1,
  title: 'Kyverno exception is broader than a case',
  severity: 'medium',
  why: 'An exception is meant for one known case. One for all objects, or for all rules, is the policy switched off.',
  attack: 'An attacker writes what the policy forbids and is covered by the exception.',
  remedy: 'Name the rules, the namespaces and the objects that the exception is for.',
  references: ['https://kyverno.io/docs/exceptions/'],
  techniques: ['T1562.001'],
  appliesTo: exceptionKinds,
  find: (exception) => [...broadRules(exception), ...broadMatches(exception)],
  repair: { kind: 'none', reason: 'Which case the exception was made for is known to its author only.' },
});

/** Exceptions to every rule of a policy, those to come included. */
function broadRules(exception: Resource): readonly Problem[] {
  return items(record(exception.object['spec'])['exceptions']).flatMap((value, index) => {
    const entry = record(value);
    const policy = text(entry['policyName']) ?? '';
    if (policy !== '*' && !texts(entry['ruleNames']).includes('*')) return none;
    const message = `Exception "${exception.name}" is for every rule of policy "${policy}", also those that are added later.`;
    return [{ pointer: `/spec/exceptions/${index}/ruleNames`, message }];
  });
}

/** Exceptions for any object of some kind, in any namespace. */
function broadMatches(exception: Resource): readonly Problem[] {
  const spec = record(exception.object['spec']);
  if (items(spec['conditions']).length > 0 || isObject(spec['conditions'])) return none;
  const match = record(spec['match']);
  return ['any', 'all'].flatMap((list) =>
    items(match[list]).flatMap((value, index) => {
      const entry = record(value);
      const resources = record(entry['resources']);
      if (!isAnywhere(resources) || items(entry['subjects']).length > 0) return none;
      const kinds = texts(resources['kinds']).join(', ');
      const message = `Exception "${exception.name}" is for every ${kinds === '*' ? 'object' : kinds} in every namespace.`;
      return [{ pointer: `/spec/match/${list}/${index}/resources`, message }];
    }),
  );
}

function isAnywhere(resources: JsonObject): boolean {
  const isOpen = (field: string): boolean =>
    items(resources[field]).length === 0 || items(resources[field]).includes('*');
  const isSelected = resources['selector'] !== undefined || resources['namespaceSelector'] !== undefined;
  return isOpen('names') && isOpen('namespaces') && !isSelected && text(resources['name']) === undefined;
}
