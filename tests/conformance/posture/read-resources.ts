import { items, type Resource, toResource } from '@bulwark/model';
import { type JsonValue, type ParsedDocument, parseText, SourceText, setKey } from '@bulwark/text';

export interface CaseFile {
  readonly name: string;
  readonly content: string;
}

/** The objects of a case's files, those in Lists too; what is no object is left out. */
export function readResources(files: readonly CaseFile[], options: { readonly live?: boolean } = {}): Resource[] {
  const taken = new Set<string>();
  return files
    .flatMap(({ name, content }) => parseText(new SourceText(name, content)).documents)
    .flatMap((document) => objectsOf(document.value).map((object) => ({ document, object })))
    .flatMap(({ document, object }) => resourceOf(withOwnName(object, taken), document, options.live ?? false));
}

function objectsOf(value: JsonValue): readonly JsonValue[] {
  const list = toResource(value);
  return list?.ref.kind.endsWith('List') ? items(list.object['items']) : [value];
}

function resourceOf(object: JsonValue, document: ParsedDocument, live: boolean): Resource[] {
  const resource = toResource(object, { ...(live ? {} : { place: { ...document, base: '' } }), fromCluster: live });
  return resource ? [resource] : [];
}

/** Suites repeat a name where a cluster cannot: such an object gets a name of its own, or it would replace the first. */
function withOwnName(value: JsonValue, taken: Set<string>): JsonValue {
  const resource = toResource(value);
  if (resource === undefined) return value;
  for (let count = 1; ; count++) {
    const name = count === 1 ? resource.name : `${resource.name}-${count}`;
    const key = `${resource.kind}|${resource.namespace}|${name}`;
    if (taken.has(key)) continue;
    taken.add(key);
    if (count === 1) return value;
    const metadata = { ...resource.metadata };
    setKey(metadata, 'name', name);
    return { ...resource.object, metadata };
  }
}
