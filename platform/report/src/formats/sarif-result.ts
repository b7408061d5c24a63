import { type Evidence, type Finding, type ResourceRef, refText } from '@bulwark/model';
import { exceptionText } from '../finding-text.ts';
import { sarifText } from '../inert.ts';
import { sarifLevels } from './sarif-rules.ts';

// GitHub includes 100 locations of a result.
const relatedLimit = 99;

/** What a result takes from its run. */
export interface InRun {
  readonly ruleIndex: number;
  /** Some result of the run is suppressed, so each one says whether it is. */
  readonly suppressing: boolean;
}

/** A finding as a SARIF result (2.1.0, section 3.27). */
export function sarifResult(finding: Finding, { ruleIndex, suppressing }: InRun): object {
  const [own, ...context] = finding.evidence;
  const related = context.filter((evidence) => evidence.file !== undefined).slice(0, relatedLimit);
  return {
    ruleId: finding.checkId,
    ruleIndex,
    kind: 'fail',
    level: sarifLevels[finding.severity],
    rank: Math.min(100, Math.max(0, finding.risk.score)),
    message: { text: sarifText(messageOf(finding)) },
    locations: [locationOf(own, finding.resource)],
    ...(related.length > 0
      ? { relatedLocations: related.map((evidence) => locationOf(evidence, evidence.resource ?? finding.resource)) }
      : {}),
    // GitHub tracks an alert by the second; the id survives moved lines.
    partialFingerprints: { 'bulwarkFindingId/v1': finding.id, primaryLocationLineHash: finding.id },
    ...(suppressing ? { suppressions: suppressionsOf(finding) } : {}),
    properties: propertiesOf(finding),
  };
}

function messageOf(finding: Finding): string {
  const fix = finding.fix.available ? ` Fix: ${finding.fix.summary}.` : '';
  const notes = (finding.notes ?? []).map((note) => ` Note: ${note}.`);
  return `${refText(finding.resource)}: ${finding.message}${fix}${notes.join('')}`;
}

function suppressionsOf({ exception }: Finding): object[] {
  if (exception === null) return [];
  return [{ kind: 'external', status: 'accepted', justification: exceptionText(exception), properties: exception }];
}

function propertiesOf(finding: Finding): object {
  const { severity, risk, owner, controls, techniques, fix } = finding;
  return { severity, risk, owner, controls, techniques, fix };
}

function locationOf(evidence: Evidence | undefined, resource: ResourceRef): object {
  const logicalLocations = [logicalLocation(evidence?.pointer ?? '', resource)];
  if (evidence?.file === undefined || evidence.file === '') return { logicalLocations };
  return { physicalLocation: physicalLocation(evidence, evidence.file), logicalLocations };
}

function physicalLocation(evidence: Evidence, file: string): object {
  const { line, column } = evidence;
  return {
    artifactLocation: artifactLocation(file),
    region: { startLine: line ?? 1, ...(line === undefined || column === undefined ? {} : { startColumn: column }) },
  };
}

/** A path as URI (RFC 3986), relative to the root of the sources where it lies within. */
function artifactLocation(file: string): object {
  const segments = file
    .toWellFormed()
    .replace(/^(?:\.\/)+/, '')
    .split('/')
    .map(encodeURIComponent);
  const path = segments.join('/');
  if (path.startsWith('/')) return { uri: `file://${path.replace(/^\/+/, '/')}` };
  return segments[0] === '..' ? { uri: path } : { uri: path, uriBaseId: '%SRCROOT%' };
}

function logicalLocation(pointer: string, resource: ResourceRef): object {
  const { apiVersion, kind, namespace, name } = resource;
  const object = [apiVersion, kind, namespace, name].filter((part) => part !== undefined).join('/');
  return { name, fullyQualifiedName: pointer === '' ? object : `${object}#${pointer}`, kind: 'resource' };
}
