import { plainFinding, type Report } from '@bulwark/model';
import { ExactDecimal } from '@bulwark/text';
import { chunks } from '../chunks.ts';
import type { Format } from '../format.ts';
import { inertJson } from '../inert.ts';

export const yaml: Format = {
  name: 'yaml',
  description: 'the whole report as YAML that readers of YAML 1.1 and 1.2 understand alike',
  mediaType: 'application/yaml',
  extension: 'yaml',
  write: (report) => chunks(pieces(report)),
};

function* pieces(report: Report): Generator<string> {
  for (const [key, value] of Object.entries(report)) {
    if (value === report.findings && report.findings.length > 0) {
      yield `${key}:\n`;
      for (const finding of report.findings) yield `  - ${node(plainFinding(finding), '    ')}`;
    } else if (Array.isArray(value) && value.length > 0) {
      yield `${key}:\n`;
      for (const item of value) yield `  - ${node(item, '    ')}`;
    } else yield `${member(key, value, '')}`;
  }
}

/** A node from the place where it begins; its further lines are indented. Ends with a line end. */
function node(value: unknown, indent: string): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]\n';
    return value.map((item) => `- ${node(item, `${indent}  `)}`).join(indent);
  }
  if (typeof value !== 'object' || value === null || value instanceof ExactDecimal) return `${scalar(value)}\n`;
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  if (members.length === 0) return '{}\n';
  return members.map(([key, item]) => member(key, item, indent)).join(indent);
}

// YAML ends a simple key at 1024 characters.
const longestKey = 1000;

function member(key: string, value: unknown, indent: string): string {
  const name = text(key);
  const inner = `${indent}  `;
  if (name.length > longestKey) return `? ${name}\n${indent}: ${node(value, inner)}`;
  return `${name}:${isNested(value) ? `\n${inner}` : ' '}${node(value, inner)}`;
}

function isNested(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value instanceof ExactDecimal) return false;
  return Array.isArray(value) ? value.length > 0 : Object.values(value).some((item) => item !== undefined);
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return Number.isFinite(value) ? float(String(value)) : 'null';
  if (value instanceof ExactDecimal) return float(value.text);
  return typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : 'null';
}

/** YAML 1.1 knows a float by its dot and by the sign of its exponent. */
function float(number: string): string {
  const match = /^(-?\d+)(\.\d+)?[eE]([-+]?)(\d+)$/.exec(number);
  return match ? `${match[1]}${match[2] ?? '.0'}e${match[3] || '+'}${match[4]}` : number;
}

// Words that some reader of YAML takes for a boolean or null.
const words = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);

/** Plain only where no reader can take it for anything else, else double-quoted. */
function text(value: string): string {
  const isName = /^[A-Za-z/][\w./-]*(?: [\w./-]+)*$/.test(value) && !words.has(value.toLowerCase());
  // Some readers take the exponent alone, as in "e5", for a number.
  if (isName && !/^e[-\d_]*$/i.test(value)) return value;
  return inertJson(JSON.stringify(value.toWellFormed()));
}
