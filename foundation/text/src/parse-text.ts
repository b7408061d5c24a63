import type { ParsedInput } from './document.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { parseJson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import type { SourceText } from './source-text.ts';

/** Documents of a text that is JSON (also JSON lines) or YAML, told apart by how it begins. */
export function parseText(source: SourceText, limits: Limits = defaultLimits): ParsedInput {
  if (!/^\ufeff?\s*[{[]/.test(source.text.slice(0, 1024))) return parseYaml(source, limits);
  const json = parseJson(source, limits);
  if (json.diagnostics.every((diagnostic) => diagnostic.code !== 'unparsed')) return json;
  // A flow mapping is YAML too, and JSON documents may be parted by `---`: what YAML reads whole is YAML.
  const yaml = parseYaml(source, limits);
  return yaml.diagnostics.length === 0 || json.documents.length === 0 ? yaml : json;
}
