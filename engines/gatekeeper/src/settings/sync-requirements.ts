import { isList, isObject, type JsonValue, parseJson, SourceText } from '@bulwark/text';
import type { Template } from '../template/template.ts';

const syncAnnotation = 'metadata.gatekeeper.sh/requires-sync-data';

/** Kinds that a template can use in place of each other, as `group/version:Kind`; one of them must be synced. */
export type SyncRequirement = readonly string[];

/** What a template says that `data.inventory` must hold; or why its annotation cannot be read. */
export function syncRequirements({ resource }: Template): readonly SyncRequirement[] | { readonly problem: string } {
  const text = resource.annotations[syncAnnotation];
  if (typeof text !== 'string') return [];
  // gator takes quotes and line breaks around it off.
  const { documents } = parseJson(new SourceText(syncAnnotation, text.replace(/^[\n"]+|[\n"]+$/g, '')));
  const value = documents[0]?.value;
  const requirements = isList(value) ? value.map(requirementOf) : [undefined];
  const read = requirements.filter((one) => one !== undefined);
  if (read.length === requirements.length) return read;
  return { problem: `${syncAnnotation}: expected a JSON list of lists of {groups, versions, kinds}` };
}

function requirementOf(value: JsonValue): SyncRequirement | undefined {
  const clauses = isList(value) ? value.map(clauseOf) : [undefined];
  const read = clauses.filter((one) => one !== undefined);
  return read.length === clauses.length ? [...new Set(read.flat())] : undefined;
}

function clauseOf(value: JsonValue): readonly string[] | undefined {
  if (!isObject(value) || Object.keys(value).some((key) => !['groups', 'versions', 'kinds'].includes(key)))
    return undefined;
  const [groups, versions, kinds] = ['groups', 'versions', 'kinds'].map((key) => textsOf(value[key]));
  if (groups === undefined || versions === undefined || kinds === undefined) return undefined;
  return groups.flatMap((group) =>
    versions.flatMap((version) => kinds.map((kind) => gvkText({ group, version, kind }))),
  );
}

function textsOf(value: JsonValue | undefined): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  return isList(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}

/** `apps/v1:Deployment`, `/v1:Pod`, as gator writes them. */
export function gvkText({
  group,
  version,
  kind,
}: {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}): string {
  return `${group}/${version}:${kind}`;
}
