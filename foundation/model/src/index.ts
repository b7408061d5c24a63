export type { Coverage, Skipped, SkipReason } from './coverage.ts';
export { integer, items, own, record, text, texts } from './fields.ts';
export {
  type AppliedException,
  type Evidence,
  type Finding,
  plainFinding,
  type RiskFactor,
  type Severity,
  severities,
} from './finding.ts';
export { type ImageReference, parseImage } from './image-reference.ts';
export { type IntOrString, parseIntOrString, scaledValue } from './int-or-string.ts';
export { groupOf, isClusterWide, type KindKey, kindKey, versionOf } from './kind-key.ts';
export { controllerOf, type Finder, type TopOwner, topOwner } from './owner.ts';
export {
  type Container,
  type ContainerList,
  containerPointer,
  isWorkloadKind,
  type PodTemplate,
  podTemplatesOf,
} from './pod-template.ts';
export { parseQuantity } from './quantity.ts';
export { redactSecret, type SecretReader } from './redact-secret.ts';
export type { Report } from './report.ts';
export {
  type Origin,
  type Resource,
  type ResourceRef,
  refText,
  resourceKey,
  toResource,
} from './resource.ts';
export { type SecretEntry, type SecretValue, secretEntries } from './secret-value.ts';
export { matchesMap, matchesSelector, type SelectorVerdict, selectsEverything } from './selector.ts';
export { Snapshot, type SnapshotInfo } from './snapshot.ts';
