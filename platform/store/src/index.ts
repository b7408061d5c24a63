export { withoutBaseline } from './baseline.ts';
export { diffReports, type ReportDiff } from './diff.ts';
export { annotatedExceptions, annotationPrefix, type BadAnnotation } from './exceptions/annotation.ts';
export { type Exception, type ExceptionScope, expiryOf } from './exceptions/exception.ts';
export { ExceptionRegister, type ExceptVerdict } from './exceptions/exception-register.ts';
export { exceptionsText } from './exceptions/import/exceptions-text.ts';
export {
  type ImportDefaults,
  type ImportedException,
  type ImportResult,
  importExceptions,
} from './exceptions/import/import-exceptions.ts';
export type { ImportFile, Refusal } from './exceptions/import/import-source.ts';
export type { Meaning, Meanings } from './exceptions/import/meaning.ts';
export { meaningOf, meaningsOf, type Tool } from './exceptions/import/meaning-of.ts';
export { type ParsedExceptions, parseExceptions } from './exceptions/parse-exceptions.ts';
export { readReport } from './read-report.ts';
