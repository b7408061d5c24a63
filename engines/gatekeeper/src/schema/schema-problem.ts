/** What is wrong with a value or a schema, and where in it (RFC 6901). */
export interface SchemaProblem {
  readonly pointer: string;
  readonly message: string;
}
