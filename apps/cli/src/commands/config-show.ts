import { inertText } from '@bulwark/report';
import { jsonText } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { environmentName } from '../settings.ts';

/** `bulwark config show`: each value and where it came from. */
export async function run({ settings, out }: CommandInput): Promise<number> {
  const rows = [...settings.entries()].map(([name, { values, source }]) => {
    const from = source === 'environment' ? environmentName(name) : source === 'bulwark.yaml' ? settings.file : source;
    return [name, inertText(values.join(', ')), inertText(from ?? source)] as const;
  });
  for (const [id, parameters] of Object.entries(settings.parameters)) {
    for (const [name, value] of Object.entries(parameters)) {
      const from = inertText(settings.file ?? 'bulwark.yaml');
      rows.push([inertText(`checks.${id}.${name}`), inertText(jsonText(value)), from]);
    }
  }
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map(
    ([name, value, from]) => `${name.padEnd(widths[0] ?? 0)}  ${value.padEnd(widths[1] ?? 0)}  ${from}`,
  );
  out.write(`configuration file: ${inertText(settings.file ?? 'none found')}\n\n${lines.join('\n')}\n`);
  return 0;
}
