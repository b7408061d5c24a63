import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type SchemaSet, schemaSet } from '@bulwark/schema';
import { contentFile } from './content-file.ts';

/** The schemas of the built-in kinds. */
export function loadSchemas(): SchemaSet {
  const text = gunzipSync(readFileSync(contentFile('schemas/kubernetes.json.gz'))).toString('utf8');
  return schemaSet(JSON.parse(text));
}
