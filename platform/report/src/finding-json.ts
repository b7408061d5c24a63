import type { Evidence, Finding } from '@bulwark/model';
import { exactJson } from './exact-json.ts';

/**
 * Writes findings as JSON, one after the other. What findings share (texts of a check, an object's reference, a risk)
 * is written once and used again: a report of a cluster has tens of thousands.
 */
export function findingWriter(): (finding: Finding) => string {
  const known = new Map<unknown, string>();
  const shared = (value: unknown): string => {
    let text = known.get(value);
    if (text === undefined) {
      text = exactJson(value);
      known.set(value, text);
    }
    return text;
  };
  return (finding) => {
    const { fix, exception, notes } = finding;
    return (
      `{"id":${JSON.stringify(finding.id)},"checkId":${shared(finding.checkId)},"title":${shared(finding.title)},` +
      `"message":${JSON.stringify(finding.message)},"severity":${shared(finding.severity)},"risk":${shared(finding.risk)},` +
      `"resource":${shared(finding.resource)},"owner":${shared(finding.owner)},"evidence":${evidenceJson(finding.evidence, shared)},` +
      `"controls":${shared(finding.controls)},"techniques":${shared(finding.techniques)},` +
      `"fix":${fix.available ? shared(fix) : exactJson(fix)},"exception":${exception === null ? 'null' : exactJson(exception)}` +
      `${notes === undefined ? '' : `,"notes":${exactJson(notes)}`}}`
    );
  };
}

function evidenceJson(evidence: readonly Evidence[], shared: (value: unknown) => string): string {
  let text = '[';
  for (const one of evidence) {
    if (text.length > 1) text += ',';
    text += `{"pointer":${JSON.stringify(one.pointer)}`;
    if (one.value !== undefined) text += `,"value":${exactJson(one.value)}`;
    if (one.resource !== undefined) text += `,"resource":${shared(one.resource)}`;
    if (one.file !== undefined) text += `,"file":${shared(one.file)}`;
    if (one.line !== undefined) text += `,"line":${one.line}`;
    if (one.column !== undefined) text += `,"column":${one.column}`;
    text += '}';
  }
  return `${text}]`;
}
