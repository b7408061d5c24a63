import { compileAll, errorsShape, type PolicySources, problemText, shape, shapeText } from '@bulwark/policy';
import { inertLines, inertText } from '@bulwark/report';
import type { Diagnostic } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { compileChoice } from '../policy/compile-choice.ts';
import { loadPolicies } from '../policy/load-policies.ts';
import { loadOptionsOf } from '../policy/query-setup.ts';
import { UsageError } from '../usage-error.ts';

/** `bulwark policy check PATH...`: parses and compiles modules. Exit code 1 with errors, 3 without modules. */
export async function run({ args, settings, out }: CommandInput): Promise<number> {
  if (args.length === 0) throw new UsageError('policy check needs a PATH', 'bulwark policy check policies/');
  const named = settings.flag('bundle') ? { data: [], bundles: args } : { data: args, bundles: [] };
  const sources = loadPolicies(named, { ...loadOptionsOf(settings), leaveOut: 'documents' });
  const choice = compileChoice(settings);
  const { problems } = compileAll(sources, choice);
  const format = settings.text('output') ?? settings.text('format') ?? 'pretty';
  if (format === 'json')
    out.write(`${shapeText(problems.length > 0 ? errorsShape(problems) : shape({}), 'indented')}\n`);
  else for (const problem of problems) out.write(`${inertLines(problemText(problem))}\n${excerpt(problem, sources)}`);
  if (problems.length > 0) return 1;
  if (sources.modules.length > 0) return 0;
  out.note(`no Rego module was found in ${args.join(', ')}`);
  return 3;
}

/** The line of the error with a mark below the place. */
function excerpt({ file, line, column }: Diagnostic, { modules }: PolicySources): string {
  const module = modules.find(({ name }) => name === file);
  if (module === undefined || line === undefined || column === undefined) return '';
  const text = [...(module.text.split('\n')[line - 1] ?? '')];
  if (text.length > longest) return '';
  const before = text.slice(0, column - 1).map((character) => (character === '\t' ? '\t' : ' '));
  const shown = text.join('').split('\t').map(inertText).join('\t');
  return `    ${shown}\n    ${before.join('')}^\n`;
}

const longest = 200;
