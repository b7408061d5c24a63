import type { Evidence, Finding } from '@bulwark/model';
import { exactJson } from './exact-json.ts';
import { inertJson } from './inert.ts';

/**
 * Writes findings as JSON in which every character can be seen, one after the other. What findings share (the texts of
 * a check, an object's reference, a risk) is written once and used again: a report of a cluster has tens of thousands.
 */
export function findingWriter(): (finding: Finding) => string {
  const heads = memory2(headJson);
  const risks = memory2(riskJson);
  const objects = memory2(objectJson);
  const tails = memory2(mappedJson);
  const fixes = memory2(fixJson);
  return (finding) => {
    const { fix, evidence } = finding;
    return (
      `{"id":${textJson(finding.id)}${heads(finding.checkId, finding.title)}${textJson(finding.message)}` +
      `${risks(finding.risk, finding.severity)}${objects(finding.resource, finding.owner)}` +
      `${evidenceJson(evidence)}${tails(finding.controls, finding.techniques)}` +
      (finding.exception === null && finding.notes === undefined
        ? fixes(fix, openEnd)
        : `${fixes(fix, '')}${exceptionJson(finding)}`)
    );
  };
}

const openEnd = 'null}';

function headJson(checkId: string, title: string): string {
  return `,"checkId":${textJson(checkId)},"title":${textJson(title)},"message":`;
}

function riskJson(risk: Finding['risk'], severity: string): string {
  return `,"severity":"${severity}","risk":${valueJson(risk)},"resource":`;
}

function objectJson(resource: Finding['resource'], owner: string | null): string {
  return `${valueJson(resource)},"owner":${valueJson(owner)},"evidence":[`;
}

function mappedJson(controls: Finding['controls'], techniques: Finding['techniques']): string {
  return `],"controls":${valueJson(controls)},"techniques":${valueJson(techniques)},"fix":`;
}

function fixJson(fix: Finding['fix'], end: string): string {
  return `${valueJson(fix)},"exception":${end}`;
}

function exceptionJson({ exception, notes }: Finding): string {
  return `${valueJson(exception)}${notes === undefined ? '' : `,"notes":${valueJson(notes)}`}}`;
}

function evidenceJson(evidence: readonly Evidence[]): string {
  const own = evidence[0];
  if (own === undefined) return '';
  return evidence.length === 1 ? placeJson(own) : evidence.map(placeJson).join(',');
}

function placeJson(evidence: Evidence): string {
  const { pointer, value, resource, file, line, column } = evidence;
  let text = `{"pointer":${textJson(pointer)}`;
  if (value !== undefined) text += `,"value":${valueJson(value)}`;
  if (resource !== undefined) text += `,"resource":${valueJson(resource)}`;
  if (file !== undefined) text += `,"file":${textJson(file)}`;
  if (line !== undefined) text += `,"line":${line}`;
  if (column !== undefined) text += `,"column":${column}`;
  return `${text}}`;
}

const special = /[^ !#-[\]-~]/;

/** JSON of a text; most texts are plain ASCII and need nothing but the quotes. */
function textJson(text: string): string {
  return special.test(text) ? inertJson(JSON.stringify(text)) : `"${text}"`;
}

function valueJson(value: unknown): string {
  return typeof value === 'string' ? textJson(value) : inertJson(exactJson(value));
}

/** Remembers what was written for two values; the last second one for each first one. */
function memory2<A, B>(write: (first: A, second: B) => string): (first: A, second: B) => string {
  const known = new Map<A, { readonly second: B; readonly text: string }>();
  return (first, second) => {
    const last = known.get(first);
    if (last !== undefined && last.second === second) return last.text;
    const text = write(first, second);
    known.set(first, { second, text });
    return text;
  };
}
