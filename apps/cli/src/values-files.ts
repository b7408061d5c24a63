import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SourceText } from '@bulwark/text';

/** The values file of the chart that a rendered text comes from: the nearest `values.yaml` above its template. */
export function valuesFiles(source: SourceText): readonly SourceText[] {
  for (let folder = dirname(source.name); ; folder = dirname(folder)) {
    const file = join(folder, 'values.yaml');
    if (existsSync(file) && existsSync(join(folder, 'Chart.yaml')))
      return [new SourceText(file, readFileSync(file, 'utf8'))];
    if (dirname(folder) === folder) return [];
  }
}
