/** The classes of error OPA tells of before anything is evaluated. */
export type RegoErrorCode =
  | 'rego_parse_error'
  | 'rego_compile_error'
  | 'rego_type_error'
  | 'rego_unsafe_var_error'
  | 'rego_recursion_error'
  /** The deadline came first. */
  | 'eval_cancel_error';

/** An error in OPA's shape. `row` and `col` are 1-based; `col` counts Unicode code points, as OPA's does. */
export interface RegoError {
  readonly code: RegoErrorCode;
  readonly message: string;
  readonly location?: RegoLocation;
}

export interface RegoLocation {
  readonly file: string;
  readonly row: number;
  readonly col: number;
}
