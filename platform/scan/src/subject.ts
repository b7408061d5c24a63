import type { SnapshotLookup } from '@bulwark/checks';
import { type Evidence, groupOf, items, kindKey, type Resource, type TopOwner } from '@bulwark/model';
import { offsetLocator } from '@bulwark/text';
import { pointerNamer } from './pointer-namer.ts';
import { type RiskTable, RiskTables } from './risk-table.ts';
import { teamOf } from './team.ts';

/** What all findings of one object share and keep. */
export interface Subject {
  readonly resource: Resource;
  readonly team: string | null;
  readonly risks: RiskTable;
  readonly subjects: Subjects;
}

/** What it takes to make findings of one object, forgotten when the next ones are made. */
export interface Workpiece {
  readonly subject: Subject;
  readonly owner: TopOwner;
  /** Group, kind, namespace and name of the owner as they stand in the text that ids are made of. */
  readonly idParts: string;
  /** A pointer with list indices replaced by names, as it would stand in the owner. */
  readonly named: (pointer: string) => string;
  /** Where a pointer stands in the object's text; -1 where its lines are not the user's. */
  readonly offsetOf: (pointer: string) => number;
}

// Findings come object by object, so only the last few are asked for again.
const mostKept = 1000;

/** The subjects of a snapshot, each made when it is first asked for. */
export class Subjects {
  readonly #lookup: SnapshotLookup;
  readonly #known: Map<Resource, Workpiece> = new Map();
  readonly #risks: RiskTables;

  constructor(lookup: SnapshotLookup) {
    this.#lookup = lookup;
    this.#risks = new RiskTables(lookup);
  }

  of(resource: Resource): Workpiece {
    let workpiece = this.#known.get(resource);
    if (workpiece === undefined) {
      if (this.#known.size >= mostKept) this.#known.clear();
      workpiece = this.#make(resource);
      this.#known.set(resource, workpiece);
    }
    return workpiece;
  }

  /** Evidence in another object gets that object's place. */
  context(resource: Resource, evidence: Evidence): Evidence {
    const { resource: ref, pointer, value } = evidence;
    const at = ref === undefined ? resource : this.#find(kindKey(ref.apiVersion, ref.kind), ref);
    if (at === undefined) return evidence;
    const found = evidenceAt(at, { pointer, value, offset: this.of(at).offsetOf(pointer) });
    return ref === undefined ? found : { ...found, resource: ref };
  }

  /** The `idParts` of all owners of other objects' pods: only among these can one cause be found twice. */
  podOwners(resources: Iterable<Resource>): ReadonlySet<string> {
    const owners = new Set<string>();
    for (const resource of resources) {
      if (resource.templates.length > 0 && items(resource.metadata['ownerReferences']).length > 0) {
        owners.add(idPartsOf(this.#lookup.owner(resource)));
      }
    }
    return owners;
  }

  #find(kind: string, { namespace = '', name }: { readonly namespace?: string; readonly name: string }) {
    return this.#lookup.get(kind, namespace, name) ?? this.#lookup.get(kind, 'default', name);
  }

  #make(resource: Resource): Workpiece {
    const owner = resource.templates.length > 0 ? this.#lookup.owner(resource) : itself(resource);
    const namespace = resource.namespace === '' ? undefined : this.#lookup.get('Namespace', '', resource.namespace);
    const subject = { resource, team: teamOf(resource, namespace), risks: this.#risks.of(resource), subjects: this };
    return {
      subject,
      owner,
      idParts: idPartsOf(owner),
      named: namerIn(resource, owner),
      offsetOf: offsetsIn(resource),
    };
  }
}

/** A field of an object as evidence: its value where it may be shown, its place where it has one (`offset` from 0). */
export function evidenceAt(
  { place }: Resource,
  {
    pointer,
    value,
    offset,
  }: Pick<Evidence, 'pointer'> & { readonly value: Evidence['value'] | undefined; readonly offset: number },
): Evidence {
  // Written out without spreads: this runs once for every finding.
  if (place === undefined) return value === undefined ? { pointer } : { pointer, value };
  const file = place.source.name;
  if (offset < 0) return value === undefined ? { pointer, file } : { pointer, value, file };
  const { line, column } = place.source.position(offset);
  return value === undefined ? { pointer, file, line, column } : { pointer, value, file, line, column };
}

function itself(resource: Resource): TopOwner {
  const { apiVersion, kind, name } = resource.ref;
  return { resource, apiVersion, kind, namespace: resource.namespace, name };
}

function idPartsOf({ apiVersion, kind, namespace, name }: TopOwner): string {
  return JSON.stringify([groupOf(apiVersion), kind, namespace, name]).slice(1, -1);
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

function offsetsIn({ place }: Resource): Workpiece['offsetOf'] {
  if (place === undefined || place.source.renderedBy !== undefined) return nowhere;
  let offsetOf: Workpiece['offsetOf'] | undefined;
  return (pointer) => {
    offsetOf ??= offsetLocator(place);
    return offsetOf(pointer);
  };
}

function nowhere(): number {
  return -1;
}
