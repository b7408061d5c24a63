import type { Diagnostic } from '@bulwark/text';
import { type Shape, shape } from './opa-json.ts';

/** `{errors: [{message, code, location}]}` as OPA answers. */
export function errorsShape(problems: readonly Diagnostic[]): Shape {
  return shape({ errors: { list: problems.map(errorShape) } });
}

function errorShape({ code, message, file, line, column }: Diagnostic): Shape {
  const location =
    line === undefined
      ? undefined
      : shape({ file: { value: file ?? '' }, row: { value: line }, col: { value: column ?? 1 } });
  const said = line === undefined && file !== undefined ? `${file}: ${message}` : message;
  return shape({ message: { value: said }, code: { value: code }, location });
}
