import { nearestName } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { commands } from '../command-table.ts';
import { globalFlags } from '../flags.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';

/** `bulwark help [--json] [COMMAND]`: the command table, for people or programs. */
export async function run({ args, settings, out }: CommandInput): Promise<number> {
  const wanted = args.join(' ');
  const shown =
    wanted === '' ? commands : commands.filter((spec) => spec.name === wanted || spec.name.startsWith(`${wanted} `));
  if (shown.length === 0) throw new UsageError(`no command is named "${wanted}"${suggestion(wanted)}`);
  if (settings.flag('json')) {
    const table = shown.map(({ load: _load, ...spec }) => spec);
    out.write(
      `${JSON.stringify({ schemaVersion: '1', tool: { name: 'bulwark', version }, globalFlags, commands: table }, null, 2)}\n`,
    );
    return 0;
  }
  const width = Math.max(...shown.map((spec) => spec.name.length));
  out.write(
    `${shown.map((spec) => `  bulwark ${spec.name.padEnd(width)}  ${spec.summary}`).join('\n')}\n\nbulwark COMMAND --help tells its flags.\n`,
  );
  return 0;
}

function suggestion(wanted: string): string {
  const near = nearestName(
    wanted,
    commands.map((spec) => spec.name),
  );
  return near ? `; did you mean "${near}"?` : '';
}
