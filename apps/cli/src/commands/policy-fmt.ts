import { readFileSync, writeFileSync } from 'node:fs';
import { diagnosticOf, type PolicyModule, problemText } from '@bulwark/policy';
import { formatModule } from '@bulwark/rego';
import { inertText } from '@bulwark/report';
import type { CommandInput } from '../command-spec.ts';
import { loadPolicies } from '../policy/load-policies.ts';
import { loadOptionsOf, standardInput } from '../policy/query-setup.ts';
import type { Settings } from '../settings.ts';
import { UsageError } from '../usage-error.ts';

/** `bulwark policy fmt [PATH...]`: Rego as `opa fmt` lays it out. Exit code 2 for a broken module, 1 as --fail says. */
export async function run(input: CommandInput): Promise<number> {
  const { settings } = input;
  const modules = modulesOf(input);
  const changed: Formatted[] = [];
  let broken = 0;
  for (const module of modules) {
    const formatted = formatModule(module.text, { file: module.name, ...versionsOf(settings) });
    if (formatted.text === undefined) {
      broken++;
      for (const error of formatted.errors) input.out.note(problemText(diagnosticOf(error)));
    } else {
      const result = { ...module, formatted: formatted.text };
      if (result.formatted !== module.text) changed.push(result);
      if (!hasMode(settings)) print(result.formatted, input);
    }
  }
  await tell(changed, input);
  if (broken > 0) return 2;
  return changed.length > 0 && settings.flag('fail') ? 1 : 0;
}

interface Formatted extends PolicyModule {
  readonly formatted: string;
}

const standardInputName = '-';

function modulesOf({ args, settings }: CommandInput): readonly PolicyModule[] {
  if (args.length === 0 || (args.length === 1 && args[0] === standardInputName)) {
    if (settings.flag('write')) throw new UsageError('--write cannot write to standard input');
    return [{ name: standardInputName, text: standardInput(), version: 'v1' }];
  }
  const sources = loadPolicies({ data: args, bundles: [] }, { ...loadOptionsOf(settings), leaveOut: 'documents' });
  if (sources.modules.length === 0) throw new UsageError(`no Rego module was found in ${args.join(', ')}`);
  return sources.modules;
}

function versionsOf(settings: Settings): Pick<NonNullable<Parameters<typeof formatModule>[1]>, 'version' | 'target'> {
  if (settings.flag('v0-v1')) return { version: 'v0', target: 'v0v1' };
  return settings.flag('v0-compatible') ? { version: 'v0', target: 'v0' } : {};
}

function hasMode(settings: Settings): boolean {
  return ['list', 'diff', 'write'].some((mode) => settings.flag(mode));
}

async function tell(changed: readonly Formatted[], { settings, out }: CommandInput): Promise<void> {
  if (settings.flag('list')) for (const { name } of changed) out.write(`${inertText(name)}\n`);
  if (settings.flag('diff')) {
    const { unifiedDiff } = await import('@bulwark/fix');
    for (const { name, text, formatted } of changed) {
      out.write(unifiedDiff(text, formatted, inertText(name), { show: inertLine }));
    }
  }
  if (settings.flag('write')) for (const module of changed) write(module);
}

/** Only a file that holds just the text that was read: gzip and UTF-16 would be written back as something else. */
function write({ name, text, formatted }: Formatted): void {
  if (readFileSync(name, 'utf8') !== text) throw new UsageError(`--write: ${name} is packed or not UTF-8`);
  writeFileSync(name, formatted);
}

/** A pipe gets the very text; a terminal gets it inert. */
function print(text: string, { out }: CommandInput): void {
  out.write(process.stdout.isTTY ? text.split('\n').map(inertLine).join('\n') : text);
}

function inertLine(line: string): string {
  const body = line.replace(/\r?\n$/, '');
  return body.split('\t').map(inertText).join('\t') + line.slice(body.length);
}
