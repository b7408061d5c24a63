import { mkdirSync } from 'node:fs';
import { type Check, checks } from '../../engines/checks/src/index.ts';
import { controlsByCheck } from '../../platform/scan/src/controls.gen.ts';
import { writeGeneratedPage } from './write-generated.ts';

const folder = 'docs/generated';

/** Writes the list of all checks and a page for each family. */
export function generateCheckDocs(): void {
  mkdirSync(`${folder}/checks`, { recursive: true });
  const families = Map.groupBy(checks, (check) => check.id.split('-')[0] ?? '');
  const sections = [...families].map(([family, members]) => {
    const rows = members.map(
      (check) =>
        `| [${check.id}](checks/${family}.md#${check.id}) | ${check.severity} | ${check.title} | ${check.repair.kind === 'edit' ? 'yes' : ''} |`,
    );
    return `## ${family} (${members.length})\n\n| check | severity | finds | fix |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  const fixable = checks.filter((check) => check.repair.kind === 'edit').length;
  writeGeneratedPage(
    `${folder}/checks.md`,
    `# Checks\n\n${checks.length} checks, ${fixable} of them with a fix.\n\n${sections.join('\n')}`,
  );
  for (const [family, members] of families) {
    writeGeneratedPage(`${folder}/checks/${family}.md`, `# ${family}\n\n${members.map(section).join('\n')}`);
  }
}

function section(check: Check): string {
  const lines = [
    `## ${check.id}`,
    `**${check.title}** · ${check.severity}${check.level ? ` · Pod Security Standards: ${check.level}` : ''}`,
    check.why,
    `*How it is used.* ${check.attack}`,
    `*How to mend it.* ${check.remedy}`,
    check.repair.kind === 'edit' ? `*Fix.* ${check.repair.summary}.` : `*No fix.* ${check.repair.reason}`,
    check.accept ? `*When to accept it.* ${check.accept}` : '',
    check.scope === 'cluster' ? 'Judged on clusters and their snapshots only.' : '',
    ...Object.entries(check.parameters ?? {}).map(
      ([name, { default: value, about }]) => `*Parameter* \`${name}\` (default \`${JSON.stringify(value)}\`): ${about}`,
    ),
    listed('Controls', controlsByCheck.get(check.id) ?? []),
    listed('MITRE ATT&CK', check.techniques),
    check.references.map((url) => `<${url}>`).join(' · '),
  ];
  return `${lines.filter((line) => line !== '').join('\n\n')}\n`;
}

function listed(title: string, values: readonly string[]): string {
  return values.length === 0 ? '' : `${title}: ${values.join(', ')}`;
}
