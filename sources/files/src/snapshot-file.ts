import { gzipSync } from 'node:zlib';
import { items, type Resource, record, type Skipped, type SnapshotInfo, text, texts } from '@bulwark/model';
import { isObject, type JsonObject, type JsonValue, jsonText } from '@bulwark/text';

const kind = 'BulwarkSnapshot';

/** The bytes of a snapshot file: gzip of JSON lines, first what is known of it, then one object a line. */
export function writeSnapshot(resources: Iterable<Resource>, info: SnapshotInfo): Buffer {
  const { takenAt, name, kubeVersion, cluster, skipped, incompleteKinds } = info;
  const header = {
    kind,
    version: 1,
    cluster: { ...cluster, name, ...(kubeVersion ? { kubeVersion } : {}) },
    takenAt,
    coverage: { complete: skipped.length === 0, skipped: skipped as unknown as JsonValue, incompleteKinds },
  };
  const lines = [jsonText(header)];
  for (const resource of resources) lines.push(jsonText(resource.object));
  return gzipSync(`${lines.join('\n')}\n`);
}

/** What a snapshot file's first line says, or undefined where it is none. */
export function snapshotHeader(value: JsonValue): SnapshotInfo | undefined {
  if (!isObject(value) || value['kind'] !== kind) return undefined;
  const cluster = record(value['cluster']);
  const coverage = record(value['coverage']);
  const kubeVersion = text(cluster['kubeVersion']);
  return {
    kind: 'snapshot',
    name: text(cluster['name']) ?? '',
    takenAt: text(value['takenAt']) ?? '',
    cluster,
    ...(kubeVersion ? { kubeVersion } : {}),
    skipped: items(coverage['skipped']).filter(isObject).map(skippedOf),
    incompleteKinds: texts(coverage['incompleteKinds']),
  };
}

function skippedOf(value: JsonObject): Skipped {
  const reason = text(value['reason']) ?? 'error';
  return {
    what: text(value['what']) ?? '',
    // Written by this program; a reason it does not know stays what it is for the reader.
    reason: reason as Skipped['reason'],
    detail: text(value['detail']) ?? '',
    count: typeof value['count'] === 'number' ? value['count'] : 1,
  };
}
