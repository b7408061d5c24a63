import { items, type Resource, record, text, texts, versionOf } from '@bulwark/model';
import { type Diagnostic, isObject, type JsonObject, type JsonValue, pointer } from '@bulwark/text';
import { diagnosed } from '../diagnosed.ts';
import { schemaComplaints } from '../schema/check-schema.ts';
import { withUnknownFields } from '../schema/legacy-schema.ts';
import { shapeProblems, shapes } from '../schema/policy-shapes.ts';
import type { RegoCode, Template } from './template.ts';

/** The only target of Gatekeeper: admission in Kubernetes. */
const target = 'admission.k8s.gatekeeper.sh';

export interface ReadTemplate {
  /** Undefined where there is an error. */
  readonly template: Template | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a ConstraintTemplate of `templates.gatekeeper.sh` v1, v1beta1 or v1alpha1. */
export function readTemplate(resource: Resource): ReadTemplate {
  const crd = record(record(record(resource.object['spec'])['crd'])['spec']);
  const targets = items(record(resource.object['spec'])['targets']);
  const named = record(targets[0]);
  const code = codeOf(named);
  const validation = validationOf(resource, record(crd['validation']));
  const problems = [
    ...shapeProblems(resource, shapes.template),
    ...versionProblems(resource),
    ...nameProblems(resource, text(record(crd['names'])['kind'])),
    ...targetProblems(resource, targets),
    ...validation.problems,
    ...codeProblems(resource, code, targets.length === 1),
  ];
  const template: Template = {
    resource,
    name: resource.name,
    kind: text(record(crd['names'])['kind']) ?? '',
    parameters: validation.schema,
    rego: 'problem' in code.rego ? undefined : code.rego,
    hasCel: code.hasCel,
    operations: texts(named['operations']),
  };
  return { template: problems.length > 0 ? undefined : template, diagnostics: problems };
}

const versions: readonly string[] = ['v1', 'v1beta1', 'v1alpha1'];

function versionProblems(resource: Resource): Diagnostic[] {
  const version = versionOf(resource.ref.apiVersion);
  if (versions.includes(version)) return [];
  return [
    diagnosed(resource, {
      code: 'template-version',
      pointer: '/apiVersion',
      message: `ConstraintTemplate ${resource.name}: unknown version "${version}"; there are ${versions.join(', ')}`,
    }),
  ];
}

function nameProblems(resource: Resource, kind: string | undefined): Diagnostic[] {
  const what = `ConstraintTemplate ${resource.name}`;
  const complaint = { code: 'template-name', pointer: '/spec/crd/spec/names/kind' };
  if (!kind)
    return [
      diagnosed(resource, { ...complaint, message: `${what}: no kind for its constraints in spec.crd.spec.names` }),
    ];
  if (resource.name.toLowerCase() === kind.toLowerCase()) return [];
  const message = `${what}: its name must be its kind in lower case, "${kind.toLowerCase()}"`;
  return [diagnosed(resource, { ...complaint, pointer: '/metadata/name', message })];
}

function targetProblems(resource: Resource, targets: readonly JsonValue[]): Diagnostic[] {
  const complaint = { code: 'template-target', pointer: '/spec/targets' };
  const what = `ConstraintTemplate ${resource.name}`;
  if (targets.length !== 1)
    return [
      diagnosed(resource, { ...complaint, message: `${what}: expected exactly one target, found ${targets.length}` }),
    ];
  const name = text(record(targets[0])['target']);
  if (name === target) return [];
  const message = `${what}: unknown target "${name ?? ''}"; the only one is ${target}`;
  return [diagnosed(resource, { ...complaint, pointer: '/spec/targets/0/target', message })];
}

interface Validation {
  readonly schema: JsonObject | undefined;
  readonly problems: readonly Diagnostic[];
}

/** Versions before v1 let parameters hold fields that the schema does not name, unless they say otherwise. */
function validationOf(resource: Resource, validation: JsonObject): Validation {
  const stated = validation['legacySchema'];
  const isLegacy = typeof stated === 'boolean' ? stated : versionOf(resource.ref.apiVersion) !== 'v1';
  const given = validation['openAPIV3Schema'];
  if (!isObject(given)) return { schema: isLegacy ? withUnknownFields({}) : undefined, problems: [] };
  const schema = isLegacy ? withUnknownFields(given) : given;
  const problems = schemaComplaints(schema).map(({ pointer: at, message }) =>
    diagnosed(resource, {
      code: 'template-schema',
      pointer: `/spec/crd/spec/validation/openAPIV3Schema${at}`,
      message: `ConstraintTemplate ${resource.name}: schema of parameters, ${at === '' ? 'whole' : at}: ${message}`,
    }),
  );
  return { schema, problems };
}

interface Code {
  readonly rego: RegoCode | { readonly problem: 'none' | 'no-source'; readonly pointer: string };
  readonly hasCel: boolean;
  readonly engines: readonly string[];
}

/** `rego` of a target stands before the Rego in its list `code`, as in Gatekeeper. */
function codeOf(named: JsonObject): Code {
  const list = items(named['code']).map(record);
  const engines = list.map((code) => text(code['engine']) ?? '');
  const hasCel = engines.includes('K8sNativeValidation');
  const direct = text(named['rego']);
  if (direct) return { rego: regoOf({ libs: named['libs'] ?? [] }, direct, '/spec/targets/0'), hasCel, engines };
  const at = engines.indexOf('Rego');
  if (at === -1) return { rego: { problem: 'none', pointer: '/spec/targets/0' }, hasCel, engines };
  const source = record(list[at]?.['source']);
  const base = pointer('/spec/targets/0', 'code', at, 'source');
  const main = text(source['rego']);
  return {
    rego: main === undefined ? { problem: 'no-source', pointer: base } : regoOf(source, main, base),
    hasCel,
    engines,
  };
}

function regoOf(source: JsonObject, main: string, base: string): RegoCode {
  return {
    version: source['version'] === 'v1' ? 'v1' : 'v0',
    main: { text: main, pointer: `${base}/rego` },
    libs: texts(source['libs']).map((lib, at) => ({ text: lib, pointer: pointer(base, 'libs', at) })),
  };
}

function codeProblems(resource: Resource, { rego, hasCel, engines }: Code, hasTarget: boolean): Diagnostic[] {
  if (!('problem' in rego) || !hasTarget) return [];
  const what = `ConstraintTemplate ${resource.name}`;
  if (rego.problem === 'no-source') {
    const message = `${what}: no Rego in "rego" of the source for engine Rego`;
    return [diagnosed(resource, { code: 'template-code', pointer: rego.pointer, message })];
  }
  if (hasCel) return [];
  const found = engines.length === 0 ? 'no code' : `code for ${engines.join(', ')}`;
  return [
    diagnosed(resource, {
      code: 'template-code',
      pointer: rego.pointer,
      message: `${what}: expected Rego, found ${found}`,
    }),
  ];
}
