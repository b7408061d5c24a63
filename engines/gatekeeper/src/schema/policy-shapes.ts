import type { Resource } from '@bulwark/model';
import type { Diagnostic, JsonObject } from '@bulwark/text';
import { diagnosed } from '../diagnosed.ts';
import { valueProblems } from './value-problems.ts';

// Null is as good as missing, as it is to Gatekeeper.
const string: JsonObject = { type: 'string', nullable: true };
const boolean: JsonObject = { type: 'boolean', nullable: true };
const anything: JsonObject = {};

function list(of: JsonObject): JsonObject {
  return { type: 'array', nullable: true, items: of };
}

function fields(properties: Readonly<Record<string, JsonObject>>): JsonObject {
  return { type: 'object', nullable: true, properties };
}

const target = fields({
  target: string,
  rego: string,
  libs: list(string),
  code: list(fields({ engine: string, source: anything })),
  operations: list(string),
});
const applyTo = list(
  fields({ groups: list(string), versions: list(string), kinds: list(string), operations: list(string) }),
);
const validation = fields({ legacySchema: boolean, openAPIV3Schema: fields({}) });

/** The types of what is read in ConstraintTemplates, ExpansionTemplates and mutators: the schemas of their kinds. */
export const shapes = {
  template: fields({
    crd: fields({ spec: fields({ names: fields({ kind: string, shortNames: list(string) }), validation }) }),
    targets: list(target),
  }),
  expansion: fields({
    applyTo,
    templateSource: string,
    generatedGVK: fields({ group: string, version: string, kind: string }),
    enforcementAction: string,
  }),
  mutator: fields({
    applyTo,
    location: string,
    parameters: fields({
      assign: fields({ fromMetadata: fields({ field: string }) }),
      pathTests: list(fields({ subPath: string, condition: string })),
      operation: string,
      values: fields({ fromList: list(anything) }),
      assignDomain: string,
      assignPath: string,
      assignTag: string,
    }),
  }),
} as const;

/** Fields of a policy's `spec` whose types are not those of its kind: what is in them would not be looked at. */
export function shapeProblems(resource: Resource, shape: JsonObject): readonly Diagnostic[] {
  const { ref, object } = resource;
  const whole = fields({ spec: shape });
  return valueProblems(object, whole).map(({ pointer, message }) =>
    diagnosed(resource, { code: 'policy-shape', pointer, message: `${ref.kind} ${ref.name}: ${pointer}: ${message}` }),
  );
}
