import type { Resource } from '@bulwark/model';
import { type Diagnostic, locator } from '@bulwark/text';

export interface Complaint {
  readonly code: string;
  readonly message: string;
  /** The field that is wrong; where it is missing, its nearest parent is shown. */
  readonly pointer?: string;
  readonly severity?: Diagnostic['severity'];
  readonly remedy?: string;
}

/** A complaint about an object, with file, line and column where the object came from a file. */
export function diagnosed(resource: Resource, complaint: Complaint): Diagnostic {
  const { code, message, severity, remedy, pointer } = complaint;
  return {
    severity: severity ?? 'error',
    code,
    message,
    ...placeOf(resource, pointer ?? ''),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

/** File, line and column of a field; nothing for objects of a cluster. */
export function placeOf({ place }: Resource, pointer: string): Pick<Diagnostic, 'file' | 'line' | 'column'> {
  if (place === undefined) return {};
  const { line, column } = locator(place)(pointer);
  return { file: place.source.name, line, column };
}
