import { items, record, text, texts } from '@bulwark/model';
import type { ExceptionScope } from '../exception.ts';
import { type ImportFile, type ReadItem, refusal } from './import-source.ts';
import { exactScope, isClusterWideKind } from './object-scope.ts';
import type { ReadDocument } from './read-document.ts';

/** `.checkov.baseline`: the checks that failed for each object of each file when it was written. */
export function readCheckovBaseline({ name }: ImportFile, { value, lineOf }: ReadDocument): readonly ReadItem[] {
  return items(record(value)['failed_checks']).flatMap((file, fileIndex) =>
    items(record(file)['findings']).flatMap((finding, index): readonly ReadItem[] => {
      const source = `${name}:${lineOf(`/failed_checks/${fileIndex}/findings/${index}`)}`;
      const resource = text(record(finding)['resource']) ?? '';
      const path = (text(record(file)['file']) ?? '').replace(/^\//, '');
      const where = scopeOf(resource, path);
      const ids = texts(record(finding)['check_ids']);
      if (typeof where === 'string') return [refusal(source, `${ids.join(', ')} of ${resource}`, where)];
      return ids.map((id) => ({ kind: 'acceptance', tool: 'checkov', id, where, source }));
    }),
  );
}

/** The scope of `Deployment.shop.web` in a file, or why it has none. */
function scopeOf(resource: string, path: string): ExceptionScope | string {
  const [kind = '', namespace = '', ...rest] = resource.split('.');
  if (rest.length === 0) return 'expected an object as Kind.namespace.name';
  // checkov adds the labels of a pod or pod template to its name, with dots, as a name may have.
  if (kind === 'Pod' && rest.length > 1)
    return 'checkov’s name of a pod does not tell where its name ends and its labels begin';
  const scope = exactScope({ kind, namespace: isClusterWideKind(kind) ? '' : namespace, name: rest.join('.') });
  if (scope === undefined) return 'its name would be read as a pattern';
  if (path === '' || /[*?]/.test(path)) return 'expected the path of its file';
  return { ...scope, paths: [path] };
}
