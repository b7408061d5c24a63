import { items, record, text } from '@bulwark/model';
import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import type { ExpansionTemplate } from './expansion-template.ts';

/** What a template makes of its generator, or in words why it makes nothing. */
export function generate(
  generator: JsonObject,
  { source, generated }: ExpansionTemplate,
  namespace: string | undefined,
): { readonly object: JsonObject } | { readonly problem: string } {
  const metadata = record(generator['metadata']);
  const name = text(metadata['name']) ?? '';
  let content: JsonValue | undefined = generator;
  for (const part of source) content = isObject(content) && Object.hasOwn(content, part) ? content[part] : undefined;
  if (!isObject(content)) return { problem: `could not find source field "${source.join('.')}" in resource ${name}` };
  const inNamespace = namespace ?? text(metadata['namespace']);
  const own = record(content['metadata']);
  const object: JsonObject = {
    ...content,
    apiVersion: generated.group === '' ? generated.version : `${generated.group}/${generated.version}`,
    kind: generated.kind,
    metadata: {
      ...own,
      ...(inNamespace ? { namespace: inNamespace } : {}),
      name: `${name}${generated.kind === '' ? '' : '-'}${generated.kind}`.toLowerCase(),
      ...ownersOf(own, generator, name),
    },
  };
  return { object };
}

/** The generator is an owner of what it generates. */
function ownersOf(own: JsonObject, { apiVersion, kind }: JsonObject, name: string): JsonObject {
  const known = items(own['ownerReferences']);
  if (!text(apiVersion) || !text(kind) || name === '') return {};
  const isKnown = known
    .map(record)
    .some((one) => one['apiVersion'] === apiVersion && one['kind'] === kind && one['name'] === name);
  if (isKnown) return {};
  return { ownerReferences: [...known, { apiVersion: apiVersion ?? '', kind: kind ?? '', name, uid: '' }] };
}
