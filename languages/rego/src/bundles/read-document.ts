import { defaultLimits, type JsonValue, parseJson, parseText, parseYaml, SourceText } from '@bulwark/text';
import { readJson } from '../values/from-json.ts';

/** A document of data or input, or what is wrong with its text and where. */
export type DocumentReading =
  | { readonly value: JsonValue }
  | { readonly message: string; readonly line?: number; readonly column?: number };

/** Data sets are one document; what bounds them is the memory of the host. */
const limits = {
  ...defaultLimits,
  objectSize: Number.POSITIVE_INFINITY,
  nodes: Number.POSITIVE_INFINITY,
};

/** Reads the text of a file of data by its name: JSON with exact numbers, or the one document of YAML. */
export function readDocument(name: string, text: string): DocumentReading {
  if (/\.ya?ml$/i.test(name)) return firstOf(parseYaml(new SourceText(name, text), limits));
  const reading = readJson(text);
  if ('value' in reading) return reading;
  if (reading.isJson) return { message: reading.problem };
  // Read again, now for the place of the error; what has another name may be YAML.
  const source = new SourceText(name, text);
  return firstOf(/\.json$/i.test(name) ? parseJson(source, limits) : parseText(source, limits));
}

function firstOf({ documents, diagnostics }: ReturnType<typeof parseText>): DocumentReading {
  const broken = diagnostics.find(({ code }) => code !== 'duplicate-key');
  if (broken !== undefined) {
    const { message, line, column } = broken;
    return { message, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
  }
  if (documents.length > 1) return { message: `expected one document, found ${documents.length}` };
  return { value: documents[0]?.value ?? null };
}
