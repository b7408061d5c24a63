export { type SchemaProblem, schemaProblemText } from './problem.ts';
export { SchemaSet, schemaSet } from './schema-set.ts';
export { type Validation, validate } from './validate.ts';
