import { isList, isObject, type JsonValue } from '@bulwark/text';
import { type ImportFile, type ReadItem, refusal } from './import-source.ts';
import { isManifest, readAnnotations } from './read-annotations.ts';
import { readCheckovBaseline } from './read-checkov-baseline.ts';
import { readCheckovConfig } from './read-checkov-config.ts';
import { type ReadDocument, readDocuments } from './read-document.ts';
import { readKubeLinterConfig } from './read-kube-linter-config.ts';
import { readKubescapeExceptions } from './read-kubescape-exceptions.ts';
import { readTrivyIgnore } from './read-trivy-ignore.ts';
import { readTrivyYaml, trivySections } from './read-trivy-yaml.ts';

type Reader = (file: ImportFile, document: ReadDocument) => readonly ReadItem[];

/** What a file of another tool accepts. Its format is told by its name, else by what stands in it. */
export function readImport(file: ImportFile): readonly ReadItem[] {
  const base = file.name.slice(file.name.search(/[^/\\]*$/));
  if (base === '.trivyignore' || base.endsWith('.trivyignore')) return readTrivyIgnore(file);
  if (!/\.(?:ya?ml|json|baseline)$/i.test(base) && looksLikeTrivyIgnore(file.content)) return readTrivyIgnore(file);
  const { documents, problems } = readDocuments(file);
  const items = documents.flatMap((document) => readDocument(file, document, base));
  const isEmpty = documents.every(({ value }) => value === null) && problems.length === 0;
  return isEmpty ? [refusal(file.name, 'the file', 'it is empty')] : [...items, ...problems];
}

function readDocument(file: ImportFile, document: ReadDocument, base: string): readonly ReadItem[] {
  if (document.value === null) return [];
  const reader = readerByName(base) ?? readerByContent(document.value);
  if (reader) return reader(file, document);
  const expected =
    'expected .trivyignore, .trivyignore.yaml, .kube-linter.yaml, .checkov.yaml, .checkov.baseline, exceptions of kubescape, or manifests';
  return [refusal(`${file.name}:${document.lineOf('')}`, 'the document', `its format is not known; ${expected}`)];
}

function readerByName(base: string): Reader | undefined {
  if (/^\.trivyignore\.ya?ml$/.test(base)) return readTrivyYaml;
  if (/^\.kube-linter\.ya?ml$/.test(base)) return readKubeLinterConfig;
  if (/^\.checkov\.ya?ml$/.test(base)) return readCheckovConfig;
  return base === '.checkov.baseline' ? readCheckovBaseline : undefined;
}

function readerByContent(value: JsonValue): Reader | undefined {
  if (isList(value) ? value.some(isKubescapePolicy) : isKubescapePolicy(value)) return readKubescapeExceptions;
  if (isManifest(value)) return readAnnotations;
  if (!isObject(value)) return undefined;
  if (isList(value['failed_checks'])) return readCheckovBaseline;
  if (trivySections.some((section) => isList(value[section]))) return readTrivyYaml;
  if (value['skip-check'] !== undefined) return readCheckovConfig;
  return isObject(value['checks']) || isList(value['customChecks']) ? readKubeLinterConfig : undefined;
}

function isKubescapePolicy(value: JsonValue): boolean {
  return isObject(value) && (value['policyType'] === 'postureExceptionPolicy' || isList(value['posturePolicies']));
}

const ignoredId = /^(?:CVE-\d+-\d+|GHSA-\S+|(?:AVD-)?[A-Z]{2,}-?\d+)(?:\s|$)/;

/** Lines that are comments or begin with an id, and at least one of these. */
function looksLikeTrivyIgnore(content: string): boolean {
  const lines = content.split('\n').flatMap((line) => line.trim() || []);
  const entries = lines.filter((line) => !line.startsWith('#'));
  return entries.length > 0 && entries.every((line) => ignoredId.test(line));
}
