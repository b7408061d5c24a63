import { items, type Resource, record, text, texts } from '@bulwark/model';
import type { Diagnostic, JsonValue } from '@bulwark/text';
import { diagnosed } from '../diagnosed.ts';
import { shapeProblems, shapes } from '../schema/policy-shapes.ts';

/** An ExpansionTemplate that has been read: which objects make which others. */
export interface ExpansionTemplate {
  readonly resource: Resource;
  readonly name: string;
  readonly applyTo: readonly ApplyTo[];
  /** Where the generated object's content stands in its generator, as names of fields. */
  readonly source: readonly string[];
  readonly generated: GroupVersionKind;
  /** In place of the constraints' enforcementAction, where it is set. */
  readonly enforcementAction: string;
}

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Kinds that something applies to: every combination of the three lists, without globs. */
export interface ApplyTo {
  readonly groups: readonly string[];
  readonly versions: readonly string[];
  readonly kinds: readonly string[];
}

export function appliesTo({ groups, versions, kinds }: ApplyTo, { group, version, kind }: GroupVersionKind): boolean {
  return groups.includes(group) && versions.includes(version) && kinds.includes(kind);
}

export function readApplyTo(value: JsonValue | undefined): ApplyTo[] {
  return items(value).map((one) => {
    const { groups, versions, kinds } = record(one);
    return { groups: texts(groups), versions: texts(versions), kinds: texts(kinds) };
  });
}

export interface ReadExpansion {
  readonly template: ExpansionTemplate | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads an ExpansionTemplate of `expansion.gatekeeper.sh`. */
export function readExpansionTemplate(resource: Resource): ReadExpansion {
  const spec = record(resource.object['spec']);
  const generated = record(spec['generatedGVK']);
  const template: ExpansionTemplate = {
    resource,
    name: resource.name,
    applyTo: readApplyTo(spec['applyTo']),
    source: (text(spec['templateSource']) ?? '').split('.').filter((part) => part !== ''),
    generated: {
      group: text(generated['group']) ?? '',
      version: text(generated['version']) ?? '',
      kind: text(generated['kind']) ?? '',
    },
    enforcementAction: text(spec['enforcementAction']) ?? '',
  };
  const wrong = shapeProblems(resource, shapes.expansion);
  if (wrong.length > 0) return { template: undefined, diagnostics: wrong };
  const diagnostics = problemsOf(template).map(([pointer, message]) =>
    diagnosed(resource, {
      code: 'expansion-template',
      pointer,
      message: `ExpansionTemplate ${template.name}: ${message}`,
    }),
  );
  return { template: diagnostics.length > 0 ? undefined : template, diagnostics };
}

function problemsOf({ name, applyTo, source, generated }: ExpansionTemplate): [pointer: string, message: string][] {
  const problems: [string, string][] = [];
  if (name === '') problems.push(['/metadata', 'it has no name']);
  if (name.length >= 64) problems.push(['/metadata/name', 'its name must be shorter than 64 characters']);
  if (source.length === 0) problems.push(['/spec/templateSource', 'templateSource is missing']);
  if (`${generated.group}${generated.version}${generated.kind}` === '')
    problems.push(['/spec/generatedGVK', 'generatedGVK is missing']);
  if (applyTo.length === 0) problems.push(['/spec/applyTo', 'applyTo is missing']);
  if (applyTo.some((one) => appliesTo(one, generated)))
    problems.push(['/spec/generatedGVK', `it applies to ${generated.kind}, which is what it generates`]);
  return problems;
}
