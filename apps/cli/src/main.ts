import { Command, CommanderError, Option } from 'commander';
import { surviveBrokenOutput } from './broken-output.ts';
import type { CommandSpec, FlagSpec } from './command-spec.ts';
import { commands } from './command-table.ts';
import { globalFlags } from './flags.ts';
import { processOutput } from './output.ts';
import { readConfiguration, resolveSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';
import { version } from './version.ts';

/** Runs one command line; gives the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  if (process.stdout.listenerCount('error') === 0) surviveBrokenOutput();
  let code = 0;
  const program = programOf((result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return await failure(error, argv);
  }
}

function programOf(done: (code: number) => void): Command {
  const program = new Command('bulwark')
    .description('One self-hosted security platform for Kubernetes. Reads, never writes; no account, no telemetry.')
    .version(version, '-V, --version')
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError()
    .helpCommand(false);
  const groups = new Map<string, Command>();
  for (const spec of commands) addCommand(program, groups, { spec, done });
  return program;
}

interface Registration {
  readonly spec: CommandSpec;
  readonly done: (code: number) => void;
}

function addCommand(program: Command, groups: Map<string, Command>, { spec, done }: Registration): void {
  const [first = '', second] = spec.name.split(' ');
  const parent = second === undefined ? program : groupOf(program, groups, first);
  const command = parent.command(`${second ?? first}${spec.args ? ` ${spec.args}` : ''}`).summary(spec.summary);
  command.description(spec.details ? `${capital(spec.summary)}. ${spec.details}` : `${capital(spec.summary)}.`);
  for (const flag of [...spec.flags, ...globalFlags]) command.addOption(optionOf(flag));
  if (spec.examples)
    command.addHelpText('after', `\nExamples:\n${spec.examples.map((line) => `  ${line}`).join('\n')}`);
  command.exitOverride().action(async () => done(await runSpec(spec, command)));
}

function groupOf(program: Command, groups: Map<string, Command>, name: string): Command {
  const known = groups.get(name);
  if (known) return known;
  const members = commands.filter((spec) => spec.name.startsWith(`${name} `)).map((spec) => spec.name.split(' ')[1]);
  const group = program
    .command(name)
    .summary(`${members.join(', ')}`)
    .exitOverride();
  groups.set(name, group);
  return group;
}

function optionOf(flag: FlagSpec): Option {
  const names = flag.short ? `-${flag.short}, --${flag.name}` : `--${flag.name}`;
  const option = new Option(flag.value ? `${names} <${flag.value}>` : names, about(flag));
  if (flag.repeatable)
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
  return option;
}

function about(flag: FlagSpec): string {
  const choices = flag.choices ? ` (${flag.choices.join(', ')})` : '';
  return `${flag.about}${choices}${flag.default ? ` (default: ${flag.default})` : ''}`;
}

async function runSpec(spec: CommandSpec, command: Command): Promise<number> {
  const given = givenFlags(spec, command);
  const flags = [...spec.flags, ...globalFlags];
  const allFlags = commands.flatMap((one) => one.flags).concat(globalFlags);
  const configuration = readConfiguration(given.get('config')?.at(-1), process.cwd(), allFlags);
  const settings = resolveSettings(flags, given, { environment: process.env, configuration });
  const { run } = await spec.load();
  return run({ args: command.args, settings, out: await processOutput(settings) });
}

/** Only what stands on the command line; commander's own defaults would hide where a value came from. */
function givenFlags(spec: CommandSpec, command: Command): Map<string, readonly string[]> {
  const given = new Map<string, readonly string[]>();
  for (const flag of [...spec.flags, ...globalFlags]) {
    const negated = flag.name.startsWith('no-') && flag.value === undefined;
    const attribute = optionOf(flag).attributeName();
    if (command.getOptionValueSource(attribute) !== 'cli') continue;
    const value: unknown = command.getOptionValue(attribute);
    given.set(flag.name, Array.isArray(value) ? value.map(String) : [negated ? 'true' : String(value)]);
  }
  return given;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The one door at which errors become exit codes. What they quote comes from outside, so it is shown inert. */
async function failure(error: unknown, argv: readonly string[]): Promise<number> {
  if (error instanceof CommanderError && (error.exitCode === 0 || error.code === 'commander.help'))
    return error.exitCode === 0 ? 0 : 2;
  const { inertText } = await import('@bulwark/report');
  const tell = (text: string): void => {
    for (const line of text.split('\n')) process.stderr.write(`${inertText(line)}\n`);
  };
  if (error instanceof CommanderError) {
    tell(`${error.message}\nSee "bulwark --help".`);
    return 2;
  }
  if (error instanceof UsageError) {
    tell(`error: ${error.message}${error.remedy ? `\n${error.remedy}` : ''}`);
    return 2;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [first = '', place = ''] = stack.split('\n').map((line) => line.trim());
  const verbose = argv.includes('-v') || argv.includes('--verbose');
  tell(
    verbose
      ? `bug: ${stack}`
      : `bug: ${first} (${place}); this is ours: please report it with the command and "-v" (see SECURITY.md if it is a weakness)`,
  );
  return 70;
}
