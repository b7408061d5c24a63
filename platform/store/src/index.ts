export { withoutBaseline } from './baseline.ts';
export { diffReports, type ReportDiff } from './diff.ts';
export { annotatedExceptions, annotationPrefix, type BadAnnotation } from './exceptions/annotation.ts';
export { type Exception, type ExceptionScope, expiryOf } from './exceptions/exception.ts';
export { ExceptionRegister, type ExceptVerdict } from './exceptions/exception-register.ts';
export { type ParsedExceptions, parseExceptions } from './exceptions/parse-exceptions.ts';
export { readReport } from './read-report.ts';
export { type Meaning, type Meanings, meaningOf, meaningsOf, type Tool } from './exceptions/import/meaning.ts';
