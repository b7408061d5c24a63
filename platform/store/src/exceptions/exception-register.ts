import { type AppliedException, own, type Resource, text } from '@bulwark/model';
import { matchesGlob } from '@bulwark/text';
import { annotatedExceptions } from './annotation.ts';
import { type Exception, expiryOf } from './exception.ts';

export interface ExceptVerdict {
  readonly exception: AppliedException | null;
  readonly notes: readonly string[];
}

interface Candidate {
  readonly checkId: string;
  readonly resource: Resource;
}

const nothing: ExceptVerdict = { exception: null, notes: [] };

/**
 * Decides which findings are accepted, by files and annotations, and remembers which exceptions matched. An expired
 * one does not apply, and the finding says so.
 */
export class ExceptionRegister {
  readonly #exceptions: readonly Exception[];
  readonly #at: number;
  readonly #matched: Set<Exception> = new Set();
  readonly #annotations: WeakMap<Resource, readonly Exception[]> = new WeakMap();

  /** `at` in milliseconds since 1970. */
  constructor(exceptions: readonly Exception[], at: number) {
    this.#exceptions = exceptions;
    this.#at = at;
  }

  except(candidate: Candidate): ExceptVerdict {
    const annotated = this.#annotated(candidate.resource);
    if (this.#exceptions.length === 0 && annotated.length === 0) return nothing;
    const notes: string[] = [];
    for (const exception of [...this.#exceptions, ...annotated]) {
      if (!matches(exception, candidate)) continue;
      this.#matched.add(exception);
      if ((expiryOf(exception.expires) ?? 0) > this.#at) return { exception: applied(exception), notes: [] };
      notes.push(`exception expired on ${exception.expires} (${exception.source})`);
    }
    return notes.length === 0 ? nothing : { exception: null, notes };
  }

  /** Exceptions of the files that matched nothing so far. */
  unused(): readonly Exception[] {
    return this.#exceptions.filter((exception) => !this.#matched.has(exception));
  }

  #annotated(resource: Resource): readonly Exception[] {
    let known = this.#annotations.get(resource);
    if (known === undefined) {
      known = annotatedExceptions(resource).filter((item) => 'subject' in item);
      this.#annotations.set(resource, known);
    }
    return known;
  }
}

function applied({ reason, owner, expires, ticket, source }: Exception): AppliedException {
  return { reason, expires, source, ...(owner ? { owner } : {}), ...(ticket ? { ticket } : {}) };
}

function matches({ subject, where }: Exception, { checkId, resource }: Candidate): boolean {
  // The ids of policies name their language: `rego:main/deny`.
  const kind = checkId.includes(':') ? 'policy' : 'check';
  if (subject.kind !== kind || !matchesGlob(checkId, subject.pattern)) return false;
  if (!fits(where.kinds, [resource.ref.kind])) return false;
  // A cluster-wide object is in no namespace, so a scope of namespaces never covers it.
  if (!fits(where.namespaces, [resource.kind === 'Namespace' ? resource.name : resource.namespace])) return false;
  if (!fits(where.names, [resource.name])) return false;
  if (!fits(where.images, imagesOf(resource))) return false;
  if (!fits(where.paths, resource.place ? [resource.place.source.name] : [])) return false;
  return Object.entries(where.labels ?? {}).every(([key, value]) => own(resource.labels, key) === value);
}

function fits(globs: readonly string[] | undefined, values: readonly string[]): boolean {
  return globs === undefined || globs.some((glob) => values.some((value) => matchesGlob(value, glob)));
}

function imagesOf(resource: Resource): readonly string[] {
  return resource.templates.flatMap((template) =>
    template.containers.flatMap((container) => text(container.value['image']) ?? []),
  );
}
