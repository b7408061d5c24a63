export { canonicalJson, jsonText } from './canonical.ts';
export { type Diagnostic, diagnosticText } from './diagnostic.ts';
export type { ParsedDocument, ParsedInput } from './document.ts';
export {
  ExactDecimal,
  exactNumber,
  isList,
  isObject,
  type JsonObject,
  type JsonValue,
  setKey,
} from './json.ts';
export { defaultLimits, type Limits } from './limits.ts';
export { locator, type Place } from './locate.ts';
export { matchesGlob } from './matches-glob.ts';
export { parseJson } from './parse-json.ts';
export { parseText } from './parse-text.ts';
export { parseYaml } from './parse-yaml.ts';
export { escapeToken, pointer, tokensOf, valueAt } from './pointer.ts';
export { type Position, SourceText } from './source-text.ts';
export { plainScalar } from './yaml-scalar.ts';
