import { items, type Resource, record, text, texts, versionOf } from '@bulwark/model';
import type { Diagnostic, JsonValue } from '@bulwark/text';
import { matchSchema } from '../constraint/match-schema.ts';
import { selectorComplaints } from '../constraint/selector-complaints.ts';
import { diagnosed } from '../diagnosed.ts';
import { readApplyTo } from '../expansion/expansion-template.ts';
import { mutatorKinds } from '../kinds.ts';
import { shapeProblems, shapes } from '../schema/policy-shapes.ts';
import { valueProblems } from '../schema/value-problems.ts';
import { type Location, parseLocation } from './location.ts';
import { locationProblem } from './location-problem.ts';
import { type MutationApplyTo, type Mutator, operations } from './mutator.ts';
import { changeOf } from './mutator-change.ts';
import { type PathTests, readPathTests } from './path-tests.ts';

export interface ReadMutator {
  readonly mutator: Mutator | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a mutator of `mutations.gatekeeper.sh` v1, v1beta1 or v1alpha1. */
export function readMutator(resource: Resource): ReadMutator {
  const wrong = shapeProblems(resource, shapes.mutator);
  if (wrong.length > 0) return { mutator: undefined, diagnostics: wrong };
  const kind = mutatorKinds.find((one) => one === resource.ref.kind);
  const found = kind === undefined ? `unknown kind of mutator ${resource.ref.kind}` : mutatorOf(resource, kind);
  if (typeof found !== 'string' && !('message' in found)) return { mutator: found, diagnostics: [] };
  const { pointer, message, code } =
    typeof found === 'string' ? { pointer: '/kind', message: found, code: undefined } : found;
  const whole = `${resource.ref.kind} ${resource.name}: ${message}`;
  return {
    mutator: undefined,
    diagnostics: [diagnosed(resource, { code: code ?? 'mutator', pointer, message: whole })],
  };
}

interface Refusal {
  readonly pointer: string;
  readonly message: string;
  readonly code?: string | undefined;
}

function mutatorOf(resource: Resource, kind: Mutator['kind']): Mutator | Refusal {
  const spec = record(resource.object['spec']);
  const parameters = record(spec['parameters']);
  const parsed = parseLocation(text(spec['location']) ?? '');
  if ('problem' in parsed) return { pointer: '/spec/location', message: `location: ${parsed.problem}` };
  const { location } = parsed;
  const tests = testsOf(kind, parameters['pathTests'], location);
  if (typeof tests === 'string') return { pointer: '/spec/parameters/pathTests', message: `pathTests: ${tests}` };
  const change = changeOf(kind, parameters, location);
  if ('problem' in change)
    return { pointer: `/spec/parameters${change.pointer}`, message: change.problem, code: change.code };
  const applyTo = readMutationApplyTo(spec['applyTo']);
  const refused =
    identityRefusal(resource) ??
    matchRefusal(spec['match']) ??
    locationRefusal(kind, location) ??
    applyToRefusal(kind, applyTo);
  if (refused !== undefined) return refused;
  return {
    resource,
    kind,
    name: resource.name,
    match: record(spec['match']),
    applyTo: kind === 'AssignMetadata' ? undefined : applyTo.map(mutationApplyTo),
    location,
    tests,
    changeOf: change.change,
    terminal: kind === 'ModifySet' ? 'set' : kind === 'AssignImage' ? 'text' : 'unknown',
  };
}

/** AssignMetadata only ever adds. */
function testsOf(kind: Mutator['kind'], given: JsonValue | undefined, location: Location): PathTests | string {
  if (kind === 'AssignMetadata') return new Map([[location.length - 1, 'MustNotExist']]);
  return readPathTests(given, location);
}

function identityRefusal({ name, ref }: Resource): Refusal | undefined {
  const version = versionOf(ref.apiVersion);
  if (!['v1', 'v1beta1', 'v1alpha1'].includes(version))
    return { pointer: '/apiVersion', message: `unknown version "${version}"; there are v1, v1beta1 and v1alpha1` };
  if (name === '') return { pointer: '/metadata', message: 'it has no name' };
  return name.length > 63 ? { pointer: '/metadata/name', message: 'its name is longer than 63 characters' } : undefined;
}

function matchRefusal(match: JsonValue | undefined): Refusal | undefined {
  if (match === undefined || match === null) return undefined;
  const [problem] = [
    ...valueProblems(match, matchSchema),
    ...['labelSelector', 'namespaceSelector'].flatMap((field) =>
      selectorComplaints(record(match)[field]).map((one) => ({ ...one, pointer: `/${field}${one.pointer}` })),
    ),
  ];
  return (
    problem && { pointer: `/spec/match${problem.pointer}`, message: `match${problem.pointer}: ${problem.message}` }
  );
}

function locationRefusal(kind: Mutator['kind'], location: Location): Refusal | undefined {
  const message = locationProblem(kind, location);
  return message === undefined ? undefined : { pointer: '/spec/location', message: `location: ${message}` };
}

interface GivenApplyTo {
  readonly kinds: readonly string[];
  readonly groups: readonly string[];
  readonly versions: readonly string[];
  readonly given: readonly string[];
}

function readMutationApplyTo(value: JsonValue | undefined): GivenApplyTo[] {
  const list = items(value);
  return readApplyTo(value).map((one, at) => ({ ...one, given: texts(record(list[at])['operations']) }));
}

/** No operation, or `*`, is all that Gatekeeper mutates at. */
function mutationApplyTo({ given, ...lists }: GivenApplyTo): MutationApplyTo {
  const isAll = given.length === 0 || given.includes('*');
  return { ...lists, operations: operations.filter((one) => isAll || given.includes(one)) };
}

function applyToRefusal(kind: Mutator['kind'], applyTo: readonly GivenApplyTo[]): Refusal | undefined {
  if (kind === 'AssignMetadata') return undefined;
  if (applyTo.length === 0) return { pointer: '/spec/applyTo', message: 'applyTo is missing' };
  for (const [at, { groups, versions, kinds, given }] of applyTo.entries()) {
    const pointer = `/spec/applyTo/${at}`;
    if (groups.length === 0 || versions.length === 0 || kinds.length === 0)
      return { pointer, message: 'applyTo needs groups, versions and kinds' };
    const unknown = given.find((one) => one !== '*' && one !== 'CREATE' && one !== 'UPDATE');
    if (unknown !== undefined)
      return {
        pointer: `${pointer}/operations`,
        message: `unknown operation "${unknown}"; there are CREATE, UPDATE and *`,
      };
    if (new Set(given).size < given.length || (given.includes('*') && given.length > 1))
      return { pointer: `${pointer}/operations`, message: 'operations must differ, and "*" stands alone' };
  }
  return undefined;
}
