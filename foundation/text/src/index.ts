export { decodeBase64, encodeBase64, encodeUtf8, latin1Text } from './bytes.ts';
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
export { locator, offsetLocator, type Place } from './locate.ts';
export { matchesGlob } from './matches-glob.ts';
export { nearestName } from './nearest-name.ts';
export { parseJson } from './parse-json.ts';
export { parseText } from './parse-text.ts';
export { parseYaml } from './parse-yaml.ts';
export { type PemBlock, pemBlocks } from './pem.ts';
export { escapeToken, pointer, tokensOf, valueAt } from './pointer.ts';
export { assignedSecret } from './secret-patterns/assignment.ts';
export {
  findSecretInAssignment,
  findSecrets,
  isAssigned,
  type SecretPlace,
} from './secret-patterns/find-secrets.ts';
export { secretPatterns, secretTitle } from './secret-patterns/pattern-index.ts';
export type { SecretPattern } from './secret-patterns/secret-pattern.ts';
export { isUnresolved } from './secret-patterns/secret-value.ts';
export { hidden, withoutSecrets } from './secret-patterns/without-secrets.ts';
export { type Position, SourceText } from './source-text.ts';
export { plainScalar } from './yaml-scalar.ts';
