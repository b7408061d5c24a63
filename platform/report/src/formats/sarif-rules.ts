import type { Finding, Severity } from '@bulwark/model';
import { familyOf } from '../finding-text.ts';
import type { CheckInfoLike } from '../format.ts';
import { markdownProse, sarifText } from '../inert.ts';

// GitHub reads scores: above 9 critical, from 7 high, from 4 medium, from 0.1 low, 0 none.
const securitySeverities: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.0',
};

// GitHub shows ten tags of a rule.
const tagLimit = 10;

export const sarifLevels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** A rule of the run and its place in the list. */
export interface SarifRule {
  readonly index: number;
  readonly descriptor: object;
}

/** A rule for each check that found something, in order of first appearance. */
export function sarifRules(
  findings: readonly Finding[],
  checks: ReadonlyMap<string, CheckInfoLike>,
): ReadonlyMap<string, SarifRule> {
  const rules = new Map<string, SarifRule>();
  for (const finding of findings) {
    if (rules.has(finding.checkId)) continue;
    const descriptor = ruleOf(finding, checks.get(finding.checkId));
    rules.set(finding.checkId, { index: rules.size, descriptor });
  }
  return rules;
}

function ruleOf(finding: Finding, check: CheckInfoLike | undefined): object {
  const { checkId, severity, techniques } = finding;
  const helpUri = check?.references.find(isWebAddress);
  const tags = ['security', 'kubernetes', familyOf(checkId), ...techniques];
  return {
    id: checkId,
    name: checkId,
    shortDescription: { text: sarifText(check?.title ?? finding.title) },
    ...(check ? { fullDescription: { text: sarifText(check.why) }, help: helpOf(checkId, check) } : {}),
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: sarifLevels[severity] },
    properties: {
      tags: [...new Set(tags)].slice(0, tagLimit),
      'security-severity': securitySeverities[severity],
      precision: 'high',
    },
  };
}

function helpOf(checkId: string, check: CheckInfoLike) {
  const links = check.references.filter(isWebAddress);
  const more = `bulwark explain ${checkId}`;
  return {
    text: sarifText([check.why, `Fix: ${check.remedy}`, ...links, more].join('\n')),
    markdown: [
      markdownProse(check.why),
      `**Fix.** ${markdownProse(check.remedy)}`,
      ...links.map((link) => `- <${link}>`),
      `\`${more}\``,
    ].join('\n\n'),
  };
}

/** An address that is safe to link to and to print. */
function isWebAddress(address: string): boolean {
  return /^https?:\/\/[\w.-]+(?::\d+)?(?:[/?#][\w./?#&=%~+:@!,;-]*)?$/.test(address);
}
