import { record, text } from '@bulwark/model';
import {
  type Diagnostic,
  isList,
  isObject,
  type JsonObject,
  type JsonValue,
  locator,
  type ParsedDocument,
  parseText,
  SourceText,
} from '@bulwark/text';
import { type Exception, type ExceptionScope, expiryOf } from './exception.ts';

export interface ParsedExceptions {
  readonly exceptions: readonly Exception[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The exceptions of a YAML file: a list. One that is wrong is a diagnostic and does not apply; the rest does. */
export function parseExceptions(name: string, content: string): ParsedExceptions {
  const { documents, diagnostics } = parseText(new SourceText(name, content));
  const reader: Reader = { name, exceptions: [], diagnostics: [...diagnostics] };
  for (const document of documents) readDocument(document, reader);
  return reader;
}

interface Reader {
  readonly name: string;
  readonly exceptions: Exception[];
  readonly diagnostics: Diagnostic[];
}

type Complain = (pointer: string, message: string) => undefined;

function readDocument(document: ParsedDocument, reader: Reader): void {
  const locate = locator({ ...document, base: '', document: document.value });
  const complain: Complain = (pointer, message) => {
    reader.diagnostics.push({ severity: 'error', code: 'exception', message, file: reader.name, ...locate(pointer) });
    return undefined;
  };
  if (document.value === null) return;
  if (!isList(document.value)) {
    complain('', 'expected a list of exceptions');
    return;
  }
  for (const [index, item] of document.value.entries()) {
    const { line, column } = locate(`/${index}`);
    const source = `${reader.name}:${line}:${column}`;
    const exception = readException(item, source, (pointer, message) => complain(`/${index}${pointer}`, message));
    if (exception) reader.exceptions.push(exception);
  }
}

const keys = ['check', 'cve', 'policy', 'where', 'reason', 'owner', 'expires', 'ticket', 'approvedBy'];

function readException(value: JsonValue, source: string, complain: Complain): Exception | undefined {
  if (!isObject(value)) return complain('', 'expected an exception with check, reason and expires');
  const stray = Object.keys(value).find((key) => !keys.includes(key));
  if (stray !== undefined) return complain(`/${stray}`, `unknown key "${stray}"; there is ${keys.join(', ')}`);
  const subject = subjectOf(value);
  if (subject === undefined) return complain('', 'expected exactly one of check, cve and policy');
  const reason = text(value['reason']);
  if (!reason?.trim()) return complain('/reason', 'expected a reason: why is this accepted?');
  const expires = text(value['expires']);
  if (expires === undefined || expiryOf(expires) === undefined) {
    return complain(
      '/expires',
      `expected expires as a date such as 2027-01-31${expires ? `, found "${expires}"` : ''}`,
    );
  }
  const where = scopeOf(value['where'], complain);
  if (where === undefined) return undefined;
  return { subject, where, reason, expires, source, ...optionalTexts(value) };
}

function subjectOf(value: JsonObject): Exception['subject'] | undefined {
  const found = (['check', 'cve', 'policy'] as const).flatMap((kind) => {
    const pattern = text(value[kind]);
    return pattern ? [{ kind, pattern }] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

function optionalTexts(value: JsonObject): Pick<Exception, 'owner' | 'ticket' | 'approvedBy'> {
  return Object.fromEntries(
    ['owner', 'ticket', 'approvedBy'].flatMap((key) => {
      const content = text(value[key]);
      return content === undefined ? [] : [[key, content]];
    }),
  );
}

const scopeKeys = ['kinds', 'namespaces', 'names', 'images', 'paths'] as const;

function scopeOf(value: JsonValue | undefined, complain: Complain): ExceptionScope | undefined {
  if (value === undefined) return {};
  if (!isObject(value)) return complain('/where', `expected where with ${scopeKeys.join(', ')} or labels`);
  const known: readonly string[] = [...scopeKeys, 'labels'];
  const stray = Object.keys(value).find((key) => !known.includes(key));
  if (stray !== undefined) return complain(`/where/${stray}`, `unknown key "${stray}"; there is ${known.join(', ')}`);
  for (const key of scopeKeys) {
    const list = value[key];
    if (list !== undefined && !(isList(list) && list.length > 0 && list.every((item) => typeof item === 'string'))) {
      return complain(`/where/${key}`, `expected ${key} as a list of texts`);
    }
  }
  return { ...value, ...(value['labels'] === undefined ? {} : { labels: record(value['labels']) }) } as ExceptionScope;
}
