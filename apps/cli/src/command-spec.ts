import type { Settings } from './settings.ts';

/** One flag: the command line, the environment, the configuration file, help and completion all come from it. */
export interface FlagSpec {
  /** Without dashes: `fail-on`. */
  readonly name: string;
  readonly short?: string;
  /** `PATH`, `LEVEL` …; absent for a switch. */
  readonly value?: string;
  readonly repeatable?: boolean;
  readonly default?: string;
  /** The values it may have. */
  readonly choices?: readonly string[];
  readonly about: string;
  /** Whether `bulwark.yaml` and BULWARK_… may set it; a one-time choice may not. */
  readonly configurable?: boolean;
}

/** What a command gets: its arguments, its settings and the streams. */
export interface CommandInput {
  readonly args: readonly string[];
  readonly settings: Settings;
  readonly out: Output;
}

export interface Output {
  /** Results. */
  write(text: string): void;
  /** Everything else: progress, notes, errors. */
  note(text: string): void;
  readonly colour: boolean;
  readonly unicode: boolean;
  readonly width: number;
  readonly interactive: boolean;
}

/** Gives the exit code of contract.md: 0, 1, 2, 3, 70. */
type RunCommand = (input: CommandInput) => Promise<number>;

export interface CommandSpec {
  /** `scan`, or `exceptions lint` for a command of a group. */
  readonly name: string;
  readonly args?: string;
  readonly summary: string;
  readonly details?: string;
  readonly flags: readonly FlagSpec[];
  readonly examples?: readonly string[];
  /** Loaded only when the command runs. */
  readonly load: () => Promise<{ readonly run: RunCommand }>;
}
