import type { Evidence, Finding } from '@bulwark/model';
import { exactJson } from './exact-json.ts';
import { inertJson } from './inert.ts';

/**
 * Writes findings as JSON in which every character can be seen, one after the other. What findings share (the texts of
 * a check, an object's reference, a risk) is written once and used again: a report of a cluster has tens of thousands.
 */
export function findingWriter(): (finding: Finding) => string {
  const shared = memory(safeJson);
  const head = memory((title: string) => `,"title":${safeText(title)},"message":`);
  const risk = memory((finding: Finding['risk']) => `,"risk":${safeJson(finding)},"resource":`);
  const mapped = memory((controls: Finding['controls']) => `,"controls":${safeJson(controls)},"techniques":`);
  const tail = memory((fix: Finding['fix']) => `,"fix":${safeJson(fix)},"exception":`);
  return (finding) => {
    const { exception, notes } = finding;
    const rest = exception === null && notes === undefined ? 'null}' : exceptionJson(finding);
    return (
      `{"id":${safeText(finding.id)},"checkId":${shared(finding.checkId)}${head(finding.title)}` +
      `${safeText(finding.message)},"severity":"${finding.severity}"${risk(finding.risk)}${shared(finding.resource)},"owner":` +
      `${shared(finding.owner)},"evidence":${evidenceJson(finding.evidence, shared)}` +
      `${mapped(finding.controls)}${shared(finding.techniques)}${tail(finding.fix)}${rest}`
    );
  };
}

const special = /[^ !#-[\]-~]/;

/** JSON of a text; most texts are plain ASCII and need nothing but the quotes. */
function safeText(text: string): string {
  return special.test(text) ? inertJson(JSON.stringify(text)) : `"${text}"`;
}

function safeJson(value: unknown): string {
  return typeof value === 'string' ? safeText(value) : inertJson(exactJson(value));
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
  return `${safeJson(exception)}${notes === undefined ? '' : `,"notes":${safeJson(notes)}`}}`;
}

function evidenceJson(evidence: readonly Evidence[], shared: (value: unknown) => string): string {
  let text = '[';
  for (const one of evidence) {
    if (text.length > 1) text += ',';
    text += `{"pointer":${safeText(one.pointer)}`;
    if (one.value !== undefined) text += `,"value":${safeJson(one.value)}`;
    if (one.resource !== undefined) text += `,"resource":${shared(one.resource)}`;
    if (one.file !== undefined) text += `,"file":${shared(one.file)}`;
    if (one.line !== undefined) text += `,"line":${one.line}`;
    if (one.column !== undefined) text += `,"column":${one.column}`;
    text += '}';
  }
  return `${text}]`;
}
