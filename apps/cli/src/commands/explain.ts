import { type Check, checks } from '@bulwark/checks';
import { inertText } from '@bulwark/report';
import { controlsByCheck } from '@bulwark/scan';
import { nearestName } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { examples } from '../examples.gen.ts';
import { UsageError } from '../usage-error.ts';
import { wrapped } from '../wrapped.ts';

/** `bulwark explain [ID]`: all there is to say about a check, or the list of all. */
export async function run({ args, out }: CommandInput): Promise<number> {
  const [id] = args;
  if (id !== undefined && policyId.test(id)) out.write(aboutPolicy(id));
  else out.write(id === undefined ? listOf(checks) : explain(checkOf(id), out.width));
  return 0;
}

const policyId = /^(?:rego|gatekeeper):[^\s/]+\/\S+$/;

/** A policy is its author's: what it is about stands in its own text. */
function aboutPolicy(id: string): string {
  const [language, name = ''] = id.split(':');
  const [first = '', second = ''] = name.split('/');
  const what =
    language === 'rego'
      ? `the rule ${second} of the Rego package ${first}`
      : `the constraint ${second} of the Gatekeeper template for ${first}`;
  return `${inertText(id)} is a policy that was applied: ${inertText(what)}.
Why it matters and how to mend it stands with the policy itself.
bulwark policy explain tells how a Rego query comes about; exceptions name the policy as policy: "${inertText(id)}".
`;
}

function checkOf(id: string): Check {
  const check = checks.find((one) => one.id === id);
  if (check) return check;
  const near = nearestName(
    id,
    checks.map((one) => one.id),
  );
  throw new UsageError(
    `no check is named "${id}"${near ? `; did you mean "${near}"?` : ''}`,
    'bulwark explain lists all',
  );
}

function listOf(all: readonly Check[]): string {
  const width = Math.max(...all.map((check) => check.id.length));
  const lines = all.map((check) => `${check.id.padEnd(width)}  ${check.severity.padEnd(8)}  ${check.title}`);
  return `${lines.join('\n')}\n\n${all.length} checks. "bulwark explain ID" tells more.\n`;
}

function explain(check: Check, width: number): string {
  const controls = controlsByCheck.get(check.id) ?? [];
  const example = examples.get(check.id);
  const sections: readonly (readonly [string, string | undefined])[] = [
    ['Why it matters', check.why],
    ['How it is used', check.attack],
    ['How to mend it', check.remedy],
    ['Fix', fixText(check)],
    ['When to accept it', check.accept],
    ['Controls', controls.join(', ') || undefined],
    ['MITRE ATT&CK', check.techniques.join(', ') || undefined],
  ];
  const body = sections.flatMap(([title, text]) => (text ? [`${title}\n${wrapped(text, width, '  ')}`] : []));
  const parameters = Object.entries(check.parameters ?? {}).map(
    ([name, { default: value, about }]) => `  ${name} (default ${JSON.stringify(value)}): ${about}`,
  );
  if (parameters.length > 0)
    body.push(`Parameters, in bulwark.yaml under checks.${check.id}\n${parameters.join('\n')}`);
  if (example) body.push(`Fails\n${example.fail}`, `Passes\n${example.pass}`);
  if (check.references.length > 0) body.push(`More\n${check.references.map((url) => `  ${url}`).join('\n')}`);
  const level = check.level ? ` · Pod Security Standards: ${check.level}` : '';
  return `${check.id} · ${check.severity}${level}\n${check.title}\n\n${body.join('\n\n')}\n`;
}

function fixText({ id, repair }: Check): string {
  return repair.kind === 'edit' ? `bulwark fix PATH --check ${id}: ${repair.summary}.` : `By hand: ${repair.reason}`;
}
