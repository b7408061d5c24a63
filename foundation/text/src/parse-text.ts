import type { ParsedInput } from './document.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { parseJson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import type { SourceText } from './source-text.ts';
import { withoutDenseYaml } from './without-dense-yaml.ts';

/** Documents of a text that is JSON (also JSON lines) or YAML, told apart by how it begins. */
export function parseText(source: SourceText, limits: Limits = defaultLimits): ParsedInput {
  if (!/^\ufeff?\s*[{[]/.test(source.text.slice(0, 1024))) return readYaml(source, limits);
  const json = parseJson(source, limits);
  if (json.diagnostics.every((diagnostic) => diagnostic.code !== 'unparsed')) return json;
  if (source.text.length > limits.objectSize) return json;
  // A flow mapping is YAML too, and JSON documents may be parted by `---`: what YAML reads whole is YAML.
  const yaml = readYaml(source, limits);
  return yaml.diagnostics.length === 0 || json.documents.length === 0 ? yaml : json;
}

function readYaml(source: SourceText, limits: Limits): ParsedInput {
  const sparse = withoutDenseYaml(source, limits);
  const read = parseYaml(sparse.source, limits);
  return { documents: read.documents, diagnostics: [...sparse.diagnostics, ...read.diagnostics] };
}
