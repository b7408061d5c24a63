import type { Evidence, Finding } from '@bulwark/model';
import { exactJson } from './exact-json.ts';

/**
 * Writes findings as JSON, one after the other. What findings share (the texts of a check, an object's reference, a
 * risk) is written once and used again: a report of a cluster has tens of thousands.
 */
export function findingWriter(): (finding: Finding) => string {
  const shared = memory(exactJson);
  const head = memory((title: string) => `,"title":${JSON.stringify(title)},"message":`);
  const risk = memory((finding: Finding['risk']) => `,"risk":${exactJson(finding)},"resource":`);
  const mapped = memory((controls: Finding['controls']) => `,"controls":${exactJson(controls)},"techniques":`);
  const tail = memory((fix: Finding['fix']) => `,"fix":${exactJson(fix)},"exception":`);
  return (finding) => {
    const { exception, notes } = finding;
    const rest = exception === null && notes === undefined ? 'null}' : exceptionJson(finding);
    return (
      `{"id":${JSON.stringify(finding.id)},"checkId":${shared(finding.checkId)}${head(finding.title)}` +
      `${JSON.stringify(finding.message)},"severity":"${finding.severity}"${risk(finding.risk)}${shared(finding.resource)},"owner":` +
      `${shared(finding.owner)},"evidence":${evidenceJson(finding.evidence, shared)}` +
      `${mapped(finding.controls)}${shared(finding.techniques)}${tail(finding.fix)}${rest}`
    );
  };
}

/** Remembers what was written for a value; two values that look alike may be written twice. */
function memory<T>(write: (value: T) => string): (value: T) => string {
  const known = new Map<T, string>();
  return (value) => {
    let text = known.get(value);
    if (text === undefined) {
      text = write(value);
      known.set(value, text);
    }
    return text;
  };
}

function exceptionJson({ exception, notes }: Finding): string {
  return `${exactJson(exception)}${notes === undefined ? '' : `,"notes":${exactJson(notes)}`}}`;
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
