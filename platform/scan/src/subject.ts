import type { SnapshotLookup } from '@bulwark/checks';
import {
  type Evidence,
  type Finding,
  groupOf,
  kindKey,
  type Resource,
  type Severity,
  type TopOwner,
} from '@bulwark/model';
import { type JsonValue, locator, type Position } from '@bulwark/text';
import { pointerNamer } from './pointer-namer.ts';
import { riskOf, surroundingsOf } from './risk.ts';
import { teamOf } from './team.ts';

/** What all findings of one object share, worked out once. */
export interface Subject {
  readonly owner: TopOwner;
  readonly team: string | null;
  /** Group, kind, namespace and name of the owner as they stand in the text that ids are made of. */
  readonly idParts: string;
  readonly risk: (severity: Severity) => Finding['risk'];
  /** A pointer with list indices replaced by names, as it would stand in the owner. */
  readonly named: (pointer: string) => string;
  readonly evidence: (pointer: string, value: JsonValue | undefined) => Evidence;
}

// Findings come object by object, so only the last few are asked for again.
const mostKept = 1000;

/** The subjects of a snapshot, each made when it is first asked for. */
export class Subjects {
  readonly #lookup: SnapshotLookup;
  readonly #known: Map<Resource, Subject> = new Map();

  constructor(lookup: SnapshotLookup) {
    this.#lookup = lookup;
  }

  of(resource: Resource): Subject {
    let subject = this.#known.get(resource);
    if (subject === undefined) {
      if (this.#known.size >= mostKept) this.#known.clear();
      subject = subjectOf(resource, this.#lookup);
      this.#known.set(resource, subject);
    }
    return subject;
  }

  /** Evidence in another object gets that object's place. */
  context(resource: Resource, evidence: Evidence): Evidence {
    const { resource: ref, pointer, value } = evidence;
    if (ref === undefined) return this.of(resource).evidence(pointer, value);
    const kind = kindKey(ref.apiVersion, ref.kind);
    const other = this.#lookup.get(kind, ref.namespace ?? '', ref.name) ?? this.#lookup.get(kind, 'default', ref.name);
    return other === undefined ? evidence : { ...this.of(other).evidence(pointer, value), resource: ref };
  }
}

function subjectOf(resource: Resource, lookup: SnapshotLookup): Subject {
  const owner = resource.templates.length > 0 ? lookup.owner(resource) : itself(resource);
  const namespace = resource.namespace === '' ? undefined : lookup.get('Namespace', '', resource.namespace);
  return {
    owner,
    team: teamOf(resource, namespace),
    idParts: JSON.stringify([groupOf(owner.apiVersion), owner.kind, owner.namespace, owner.name]).slice(1, -1),
    risk: risks(resource, lookup),
    named: namerIn(resource, owner),
    evidence: evidenceIn(resource),
  };
}

function itself(resource: Resource): TopOwner {
  const { apiVersion, kind, name } = resource.ref;
  return { resource, apiVersion, kind, namespace: resource.namespace, name };
}

/** A pod's pointer is moved into its owner's template, so that what both have is one finding. */
function namerIn(resource: Resource, owner: TopOwner): (pointer: string) => string {
  const namer = pointerNamer(resource.object);
  const top = owner.resource === resource ? undefined : owner.resource?.templates[0]?.pointer;
  if (top === undefined) return namer;
  return (pointer) => {
    const own = resource.templates.find((template) => pointer.startsWith(template.pointer))?.pointer;
    return own === undefined ? namer(pointer) : top + namer(pointer).slice(own.length);
  };
}

function risks(resource: Resource, lookup: SnapshotLookup): Subject['risk'] {
  const known = new Map<Severity, Finding['risk']>();
  let surroundings: ReturnType<typeof surroundingsOf> | undefined;
  return (severity) => {
    let risk = known.get(severity);
    if (risk === undefined) {
      surroundings ??= surroundingsOf(resource, lookup);
      risk = riskOf(severity, surroundings);
      known.set(severity, risk);
    }
    return risk;
  };
}

/** Written out without spreads: this runs once for every finding. */
function evidenceIn({ place }: Resource): Subject['evidence'] {
  if (place === undefined) return (pointer, value) => (value === undefined ? { pointer } : { pointer, value });
  const file = place.source.name;
  if (place.source.renderedBy !== undefined) {
    return (pointer, value) => (value === undefined ? { pointer, file } : { pointer, value, file });
  }
  let locate: ((pointer: string) => Position) | undefined;
  return (pointer, value) => {
    locate ??= locator(place);
    const { line, column } = locate(pointer);
    return value === undefined ? { pointer, file, line, column } : { pointer, value, file, line, column };
  };
}
