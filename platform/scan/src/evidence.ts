import type { Problem, SnapshotLookup } from '@bulwark/checks';
import type { Evidence, Resource } from '@bulwark/model';
import { kindKey } from '@bulwark/model';
import { locator, type Position } from '@bulwark/text';

/** Gives the evidence of problems its places in files; reads a document again only when one is asked for. */
export class EvidencePlaces {
  readonly #lookup: SnapshotLookup;
  #resource: Resource | undefined;
  #locate: ((pointer: string) => Position) | undefined;

  constructor(lookup: SnapshotLookup) {
    this.#lookup = lookup;
  }

  /** The problem's own field first, then its context. Problems of one resource come one after the other cheapest. */
  evidenceOf(resource: Resource, problem: Problem): Evidence[] {
    const own = {
      pointer: problem.pointer,
      ...(problem.value === undefined ? {} : { value: problem.value }),
      ...this.#placeOf(resource, problem.pointer),
    };
    return problem.context === undefined
      ? [own]
      : [own, ...problem.context.map((item) => this.#located(resource, item))];
  }

  #located(resource: Resource, evidence: Evidence): Evidence {
    const { resource: ref } = evidence;
    if (ref === undefined) return { ...evidence, ...this.#placeOf(resource, evidence.pointer) };
    const kind = kindKey(ref.apiVersion, ref.kind);
    const other = this.#lookup.get(kind, ref.namespace ?? '', ref.name) ?? this.#lookup.get(kind, 'default', ref.name);
    return other ? { ...evidence, ...placeIn(other, evidence.pointer) } : evidence;
  }

  #placeOf(resource: Resource, pointer: string): Partial<Evidence> {
    if (resource.place === undefined) return {};
    if (resource.place.source.renderedBy) return { file: resource.place.source.name };
    if (this.#resource !== resource || this.#locate === undefined) {
      this.#resource = resource;
      this.#locate = locator(resource.place);
    }
    return { file: resource.place.source.name, ...this.#locate(pointer) };
  }
}

function placeIn(resource: Resource, pointer: string): Partial<Evidence> {
  const { place } = resource;
  if (place === undefined) return {};
  return place.source.renderedBy
    ? { file: place.source.name }
    : { file: place.source.name, ...locator(place)(pointer) };
}
