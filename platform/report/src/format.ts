import type { Report, Severity } from '@bulwark/model';

/** One way to write a report. Pure: the same report and context give the same text. */
export interface Format {
  /** As after `-o`. */
  readonly name: string;
  readonly description: string;
  readonly mediaType: string;
  /** Of a file's name, without the dot. */
  readonly extension: string;
  /** The text in chunks of some 64 Ki characters, so that a large report is never one string. */
  readonly write: (report: Report, context: FormatContext) => Iterable<string>;
}

/** What the door knows about the reader. */
export interface FormatContext {
  readonly colour: boolean;
  /** False where the terminal shows ASCII only. */
  readonly unicode: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Lists every finding, with its id and all it carries. */
  readonly verbose: boolean;
  /** Severities shown in formats for reading; formats for machines hold them all. */
  readonly severities: readonly Severity[];
  /** Lists excepted findings too in formats for reading; formats for machines always hold them. */
  readonly showSuppressed: boolean;
  /** As given to `--fail-on`. */
  readonly failOn: string;
  /** What is known about the checks, by id. */
  readonly checks: ReadonlyMap<string, CheckInfoLike>;
}

/** What formats tell about a check beside its findings. Back quotes in the texts mean code. */
export interface CheckInfoLike {
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  readonly references: readonly string[];
}
