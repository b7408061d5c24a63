import { type Finding, refText, type Severity } from '@bulwark/model';
import { exactJson } from '../exact-json.ts';
import { causeText, clipped, counted, evidenceText, exceptionText } from '../finding-text.ts';
import type { CheckInfoLike } from '../format.ts';
import { markupProse, markupText } from '../inert.ts';
import type { CheckGroup } from '../listing.ts';
import { severityMarks } from '../severity-mark.ts';

/** Colour, shape, letter and word; a screen reader says the word. */
export function markHtml(severity: Severity): string {
  const { glyph, letter, word } = severityMarks[severity];
  return `<span class="mark ${severity}"><span aria-hidden="true">${glyph} ${letter} </span>${word}</span>`;
}

export interface GroupOptions {
  readonly check: CheckInfoLike | undefined;
  readonly open: boolean;
}

/** A check with its findings, folded or open. */
export function* groupHtml(group: CheckGroup, { check, open }: GroupOptions): Generator<string> {
  const title = markupText(clipped(group.title, 500));
  const id = markupText(clipped(group.checkId, 500));
  const count = counted(group.count, 'finding');
  yield `<details class="card"${open ? ' open' : ''}>\n`;
  yield `<summary><h4>${title}</h4> <span class="faint">${count} of <code>${id}</code></span></summary>\n`;
  if (check) yield aboutCheck(check);
  yield `<table class="findings">\n<caption>${count} of ${id}</caption>\n<thead><tr>`;
  yield '<th scope="col" class="object">Object and place</th><th scope="col">Finding</th>';
  yield '<th scope="col" class="fix">Fix</th><th scope="col" class="risk number">Risk</th></tr></thead>\n<tbody>\n';
  for (const finding of group.findings) yield row(finding);
  yield '</tbody>\n</table>\n';
  const more = group.count - group.findings.length;
  if (more > 0) yield `<p>and ${more} more of this check, all with -v</p>\n`;
  yield '</details>\n';
}

function aboutCheck({ why, remedy, references }: CheckInfoLike): string {
  const links = references.filter(isWebAddress).map((address) => {
    const text = markupText(address);
    return `<li><a href="${text}" rel="noopener noreferrer">${text}</a></li>`;
  });
  const list = links.length > 0 ? `<ul>${links.join('')}</ul>\n` : '';
  return `<p>${markupProse(why)}</p>\n<p><strong>Fix.</strong> ${markupProse(remedy)}</p>\n${list}`;
}

function isWebAddress(address: string): boolean {
  return /^https?:\/\/[^\s"'<>`\\]+$/.test(address);
}

function row(finding: Finding): string {
  const { fix, risk, owner } = finding;
  const cause = causeText(finding);
  const under = [
    ...(cause === '' ? [] : [`<code>${markupText(clipped(cause, 1000))}</code>`]),
    ...(owner === null ? [] : [`<span class="faint">owner ${markupText(clipped(owner, 200))}</span>`]),
  ];
  const object = `<strong>${markupText(clipped(refText(finding.resource), 600))}</strong>`;
  return [
    `<tr id="${markupText(finding.id)}">`,
    `<th scope="row">${[object, ...under].join('<br>')}</th>\n`,
    `<td>${messages(finding)}${details(finding)}</td>\n`,
    `<td class="fix">${fix.available ? markupText(clipped(fix.summary, 1000)) : `<span class="faint">None: ${markupText(clipped(fix.reason, 1000))}</span>`}</td>`,
    `<td class="risk number">${risk.score}</td></tr>\n`,
  ].join('');
}

function messages({ message, exception, notes = [] }: Finding): string {
  const texts = [message, ...(exception ? [exceptionText(exception)] : []), ...notes.map((note) => `Note: ${note}`)];
  return texts.map((text) => `<p>${markupText(clipped(text, 4000))}</p>`).join('');
}

function details(finding: Finding): string {
  const { risk, controls, techniques } = finding;
  const [own, ...context] = finding.evidence;
  const factors = risk.factors.map(({ name, effect }) => `${name} ${effect < 0 ? '' : '+'}${effect}`).join(', ');
  const entries = [
    ['Id', finding.id],
    ['Field', own?.pointer ?? ''],
    ['Value', own?.value === undefined ? '' : exactJson(own.value)],
    ...context.map((evidence) => ['See', evidenceText(evidence)] as const),
    ['Risk', factors],
    ['Controls', controls.join(', ')],
    ['Techniques', techniques.join(', ')],
  ] as const;
  const list = entries
    .filter(([, text]) => text !== '')
    .map(([term, text]) => `<dt>${term}</dt><dd><code>${markupText(clipped(text, 1000))}</code></dd>`);
  return `<details><summary>Details</summary><dl>${list.join('')}</dl></details>`;
}
