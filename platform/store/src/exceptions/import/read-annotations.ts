import { items, type Resource, refText, text, toResource } from '@bulwark/model';
import { type JsonValue, pointer } from '@bulwark/text';
import { type Acceptance, type ImportFile, type ReadItem, refusal } from './import-source.ts';
import type { Tool } from './meaning-of.ts';
import { scopeOfObject } from './object-scope.ts';
import type { ReadDocument } from './read-document.ts';

/** The objects of a manifest and what their annotations tell kube-linter, checkov, kube-score and polaris to accept. */
export function readAnnotations({ name }: ImportFile, document: ReadDocument): readonly ReadItem[] {
  return objectsIn(document.value).flatMap(({ resource, at }) =>
    annotationsOf(resource).flatMap(({ key, value, under }) => {
      const said = parse(key, value);
      if (said.length === 0) return [];
      const source = `${name}:${document.lineOf(pointer(`${at}${under}`, key))}`;
      return said.map((one) => itemOf(one, { resource, source, key }));
    }),
  );
}

/** Whether a document is an object of the API. */
export function isManifest(value: JsonValue): boolean {
  return objectsIn(value).length > 0;
}

interface Placed {
  readonly resource: Resource;
  readonly at: string;
}

function objectsIn(value: JsonValue): readonly Placed[] {
  const resource = toResource(value);
  if (resource === undefined) return [];
  if (!resource.ref.kind.endsWith('List')) return [{ resource, at: '' }];
  return items(resource.object['items']).flatMap((item, index) => {
    const member = toResource(item);
    return member ? [{ resource: member, at: `/items/${index}` }] : [];
  });
}

interface Annotation {
  readonly key: string;
  readonly value: string;
  /** Pointer of the map it stands in. */
  readonly under: string;
}

/** Those of the object and, as checkov and kube-score read them, of its pod templates. */
function annotationsOf({ annotations, templates }: Resource): readonly Annotation[] {
  const all = [
    ...entries(annotations, '/metadata/annotations'),
    ...templates
      .filter((template) => template.pointer !== '')
      .flatMap((template) => entries(template.annotations, `${template.pointer}/metadata/annotations`)),
  ];
  return all;
}

function entries(annotations: Resource['annotations'], under: string): readonly Annotation[] {
  return Object.entries(annotations).map(([key, value]) => ({ key, value: text(value) ?? '', under }));
}

/** What an annotation says: a check of a tool, or all of them. */
interface Said {
  readonly tool: Tool;
  readonly id: string | 'all';
  readonly reason: string;
}

const kubeLinterPrefix = 'ignore-check.kube-linter.io/';
const polarisKey = /^polaris\.fairwinds\.com\/(?:(.+)-)?exempt$/;
const checkovKey = /^(?:checkov\.io|bridgecrew\.io)\/skip/;

function parse(key: string, value: string): readonly Said[] {
  if (key.startsWith(kubeLinterPrefix)) {
    return [{ tool: 'kube-linter', id: key.slice(kubeLinterPrefix.length), reason: value.trim() }];
  }
  if (key === 'kube-linter.io/ignore-all') return [{ tool: 'kube-linter', id: 'all', reason: value.trim() }];
  if (checkovKey.test(key)) return [checkovSaid(value)];
  if (key === 'kube-score/ignore') return ids(value).map((id) => ({ tool: 'kube-score', id, reason: '' }));
  const polaris = polarisKey.exec(key);
  if (polaris && value.toLowerCase() === 'true') return [{ tool: 'polaris', id: polaris[1] ?? 'all', reason: '' }];
  return [];
}

/** `CKV_K8S_20=because …` */
function checkovSaid(value: string): Said {
  const equals = value.indexOf('=');
  const id = equals === -1 ? value : value.slice(0, equals);
  return { tool: 'checkov', id: id.trim(), reason: equals === -1 ? '' : value.slice(equals + 1).trim() };
}

function ids(value: string): readonly string[] {
  return value
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean)
    .map((id) => (id === '*' ? 'all' : id));
}

function itemOf(
  { tool, id, reason }: Said,
  { resource, source, key }: { readonly resource: Resource; readonly source: string; readonly key: string },
): ReadItem {
  const where = scopeOfObject(resource);
  if (where === undefined) return refusal(source, key, `${refText(resource.ref)} has a name that reads as a pattern`);
  if (id === 'all') {
    return refusal(source, key, `it accepts all that ${tool} judges, and Bulwark judges more: name the checks`);
  }
  const accepted: Acceptance = { kind: 'acceptance', tool, id, where, source };
  return reason ? { ...accepted, reason } : accepted;
}
