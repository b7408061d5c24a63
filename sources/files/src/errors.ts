export type FilesErrorCode = 'NO_SUCH_PATH' | 'REMOTE_REFUSED';

/** A path that cannot be used as named: wrong usage, not a broken file. */
export class FilesError extends Error {
  readonly code: FilesErrorCode;
  constructor(code: FilesErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
