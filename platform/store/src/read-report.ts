import { items, type Report, record, text } from '@bulwark/model';
import { defaultLimits, diagnosticText, isObject, type JsonObject, parseText, SourceText } from '@bulwark/text';

/** A report is one object, of a cluster with tens of thousands of findings a large one. */
const reportLimits = { ...defaultLimits, objectSize: 512 * 1024 * 1024, nodes: 100_000_000 };

/** A Report from its JSON or YAML text, or in one sentence why it is none. */
export function readReport(name: string, content: string): Report | string {
  const { documents, diagnostics } = parseText(new SourceText(name, content), reportLimits);
  const [problem] = diagnostics;
  if (problem) return diagnosticText(problem);
  const value = documents[0]?.value;
  if (!isObject(value) || !isReport(value)) return `${name}: expected a report of this program (made with -o json)`;
  if (value['schemaVersion'] !== '1')
    return `${name}: schema version ${String(value['schemaVersion'])} is not known here; 1 is`;
  // Its shape was checked as far as it is read; the schema in platform/report is the full statement.
  return value as unknown as Report;
}

function isReport(value: JsonObject): boolean {
  const evaluated = record(record(value['coverage'])['evaluated']);
  return (
    record(value['tool'])['name'] === 'bulwark' &&
    Array.isArray(evaluated['checks']) &&
    Array.isArray(record(value['coverage'])['skipped']) &&
    Array.isArray(value['findings']) &&
    items(value['findings']).every(isFinding)
  );
}

function isFinding(value: unknown): boolean {
  const finding = record(value as JsonObject);
  return (
    text(finding['id']) !== undefined &&
    text(finding['checkId']) !== undefined &&
    text(finding['severity']) !== undefined &&
    text(finding['message']) !== undefined &&
    isObject(finding['resource']) &&
    Array.isArray(finding['evidence'])
  );
}
