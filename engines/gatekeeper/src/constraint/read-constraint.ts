import { items, type Resource, record, text, versionOf } from '@bulwark/model';
import { type Diagnostic, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { diagnosed } from '../diagnosed.ts';
import { unknownFields } from '../schema/unknown-fields.ts';
import { valueProblems } from '../schema/value-problems.ts';
import { withDefaults } from '../schema/with-defaults.ts';
import type { Template } from '../template/template.ts';
import { type Constraint, enforcementPoints, type ScopedAction } from './constraint.ts';
import { matchSchema } from './match-schema.ts';
import { selectorComplaints } from './selector-complaints.ts';

export interface ReadConstraint {
  /** Undefined where there is an error. */
  readonly constraint: Constraint | undefined;
  /** Code `constraint-schema` says that a value does not fit the schema of the template. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a constraint as its template's kind; values are judged before defaults are filled in, as Gatekeeper does. */
export function readConstraint(resource: Resource, template: Template): ReadConstraint {
  const schema = constraintSchema(template);
  const identity = identityProblems(resource, template);
  // Without a name there is nothing to hold against the schema, to Gatekeeper neither.
  if (resource.name === '') return { constraint: undefined, diagnostics: identity };
  const errors = [
    ...identity,
    ...selectorProblems(resource),
    ...schemaProblems(resource, schema),
    ...scopeProblems(resource),
  ];
  if (errors.length > 0) return { constraint: undefined, diagnostics: errors };
  const spec = record(record(withDefaults(resource.object, schema))['spec']);
  const constraint: Constraint = {
    resource,
    kind: template.kind,
    name: resource.name,
    match: isObject(spec['match']) ? spec['match'] : undefined,
    parameters: spec['parameters'] ?? {},
    enforcementAction: text(spec['enforcementAction']) ?? 'deny',
    scopedActions: items(spec['scopedEnforcementActions']).map(scopedAction),
  };
  return { constraint, diagnostics: actionWarnings(constraint) };
}

function constraintSchema({ parameters }: Template): JsonObject {
  const scoped: JsonObject = {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        action: { type: 'string' },
        enforcementPoints: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
      },
    },
  };
  const spec: JsonObject = {
    match: matchSchema,
    enforcementAction: { type: 'string', default: 'deny' },
    scopedEnforcementActions: scoped,
    ...(parameters === undefined ? {} : { parameters }),
  };
  return {
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: {
        type: 'object',
        properties: { name: { type: 'string', maxLength: 63 } },
        'x-kubernetes-preserve-unknown-fields': true,
      },
      spec: { type: 'object', properties: spec },
      status: { 'x-kubernetes-preserve-unknown-fields': true },
    },
  };
}

const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

function identityProblems(resource: Resource, { kind }: Template): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const { ref } = resource;
  const add = (pointer: string, message: string): void => {
    problems.push(
      diagnosed(resource, { code: 'constraint-identity', pointer, message: `${ref.kind} ${ref.name}: ${message}` }),
    );
  };
  if (ref.name === '') add('/metadata', 'a constraint needs a name');
  else if (!subdomain.test(ref.name)) add('/metadata/name', 'expected lower-case letters, digits, "-" and "."');
  if (ref.kind !== kind) add('/kind', `its template is for ${kind}: the case of letters counts`);
  const version = versionOf(ref.apiVersion);
  if (version !== 'v1beta1' && version !== 'v1alpha1')
    add('/apiVersion', `unknown version "${version}" of constraints; there are v1beta1 and v1alpha1`);
  return problems;
}

function selectorProblems(resource: Resource): Diagnostic[] {
  const match = record(record(resource.object['spec'])['match']);
  return ['labelSelector', 'namespaceSelector'].flatMap((field) =>
    selectorComplaints(match[field]).map(({ pointer, message }) =>
      diagnosed(resource, {
        code: 'constraint-selector',
        pointer: `/spec/match/${field}${pointer}`,
        message: `${resource.ref.kind} ${resource.name}: ${field}: ${message}`,
      }),
    ),
  );
}

function schemaProblems(resource: Resource, schema: JsonObject): Diagnostic[] {
  const what = `${resource.ref.kind} ${resource.name}`;
  const wrong = valueProblems(resource.object, schema).map(({ pointer, message }) =>
    diagnosed(resource, { code: 'constraint-schema', pointer, message: `${what}: ${pointer}: ${message}` }),
  );
  if (wrong.length > 0) return wrong;
  return unknownFields(resource.object, schema).map((pointer) =>
    diagnosed(resource, {
      code: 'constraint-unknown-field',
      pointer,
      message: `${what}: ${pointer}: the template's schema has no such field`,
    }),
  );
}

function scopeProblems(resource: Resource): Diagnostic[] {
  const spec = record(resource.object['spec']);
  if (spec['enforcementAction'] !== 'scoped' || Array.isArray(spec['scopedEnforcementActions'])) return [];
  const message = `${resource.ref.kind} ${resource.name}: enforcementAction is scoped, and scopedEnforcementActions are missing`;
  return [diagnosed(resource, { code: 'constraint-action', pointer: '/spec/enforcementAction', message })];
}

const actions: readonly string[] = ['deny', 'warn', 'dryrun'];
const points: readonly string[] = [...Object.values(enforcementPoints), '*'];

/** Gatekeeper takes unknown actions and points too, and then does nothing: whoever wrote them should know. */
function actionWarnings({ resource, enforcementAction, scopedActions }: Constraint): Diagnostic[] {
  const warning = (pointer: string, message: string): Diagnostic =>
    diagnosed(resource, {
      severity: 'warning',
      code: 'constraint-action',
      pointer,
      message: `${resource.ref.kind} ${resource.name}: ${message}`,
    });
  if (enforcementAction !== 'scoped' && !actions.includes(enforcementAction))
    return [
      warning(
        '/spec/enforcementAction',
        `unknown enforcementAction "${enforcementAction}"; there are deny, warn, dryrun and scoped`,
      ),
    ];
  if (enforcementAction !== 'scoped') return [];
  return scopedActions.flatMap(({ action, enforcementPoints: named }, at) => [
    ...(actions.includes(action)
      ? []
      : [
          warning(
            `/spec/scopedEnforcementActions/${at}/action`,
            `unknown action "${action}"; there are deny, warn and dryrun`,
          ),
        ]),
    ...named
      .filter((name) => !points.includes(name))
      .map((name) =>
        warning(`/spec/scopedEnforcementActions/${at}/enforcementPoints`, `unknown enforcement point "${name}"`),
      ),
  ]);
}

function scopedAction(value: JsonValue): ScopedAction {
  const { action, enforcementPoints: named } = record(value);
  return {
    action: text(action) ?? '',
    enforcementPoints: items(named).map((point) => text(record(point)['name']) ?? ''),
  };
}
