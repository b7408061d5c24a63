import { type Report, type Severity, severities } from '@bulwark/model';
import { chunks } from '../chunks.ts';
import { countReaching } from '../exit-code.ts';
import { clipped, counted } from '../finding-text.ts';
import type { Format, FormatContext } from '../format.ts';
import { markupText } from '../inert.ts';
import {
  byCheck,
  bySeverity,
  type CheckGroup,
  capped,
  countIn,
  hiddenSentences,
  listedIn,
  listing,
} from '../listing.ts';
import { coverageHtml } from './html-coverage.ts';
import { groupHtml, markHtml } from './html-findings.ts';
import { style, styleHash } from './html-style.ts';

// Of each check; a page of all checks then still opens at once. Few findings, or few of a critical check, stand open.
const ofOneCheck = 50;
const few = 30;
const fewCritical = 10;

export const html: Format = {
  name: 'html',
  description:
    'one page to read, share and print; loads nothing, runs no script; the first 50 findings of each check, all with -v',
  mediaType: 'text/html',
  extension: 'html',
  write: (report, context) => chunks(pieces(report, context)),
};

function* pieces(report: Report, context: FormatContext): Generator<string> {
  const list = listing(report, context);
  const all = byCheck(list.shown);
  const groups = context.verbose ? all : capped(all, { ofEach: ofOneCheck });
  const hidden = hiddenSentences({ ...list, byCap: countIn(all) - listedIn(groups) });
  yield head(report);
  yield '<body>\n<a class="skip" href="#findings">Skip to the findings</a>\n<div class="wide">\n';
  yield header(report);
  yield '<main>\n';
  yield summary(report, groups, context);
  yield* findings(groups, hidden, context);
  yield* coverageHtml(report.coverage, context.verbose);
  yield '</main>\n';
  yield `<footer><p>Bulwark ${markupText(report.tool.version)}. This page loads nothing and runs no script.</p></footer>\n`;
  yield '</div>\n</body>\n</html>\n';
}

function head({ input }: Report): string {
  const policy = `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    '<meta name="referrer" content="no-referrer">\n',
    `<title>Bulwark report: ${markupText(clipped(input.name || input.kind, 200))}</title>\n`,
    `<style>${style}</style>\n</head>\n`,
  ].join('');
}

function header({ input }: Report): string {
  const name = input.name === '' ? '' : `: <code>${markupText(clipped(input.name, 500))}</code>`;
  const about = [input.kind, counted(input.objects, 'object'), `judged at ${markupText(input.at)}`];
  return `<header>\n<h1>Bulwark report${name}</h1>\n<p>${about.join(' · ')}</p>\n</header>\n`;
}

function summary(report: Report, groups: readonly CheckGroup[], { failOn }: FormatContext): string {
  const shown = new Set(groups.map((group) => group.severity));
  const rows = severities.map((severity) => summaryRow(severity, report.summary[severity], shown.has(severity)));
  if (report.summary.excepted > 0) {
    rows.push(
      `<tr><th scope="row">Excepted, not among them</th><td class="number">${report.summary.excepted}</td></tr>\n`,
    );
  }
  return [
    '<section aria-labelledby="summary">\n<h2 id="summary">Summary</h2>\n',
    '<table class="summary">\n<caption>Findings by severity</caption>\n',
    '<thead><tr><th scope="col">Severity</th><th scope="col" class="number">Findings</th></tr></thead>\n<tbody>\n',
    ...rows,
    `</tbody>\n</table>\n${result(report, failOn)}`,
    `<p>Coverage: <a href="#coverage">${report.coverage.complete ? 'complete' : 'incomplete'}</a>.</p>\n</section>\n`,
  ].join('');
}

function summaryRow(severity: Severity, count: number, linked: boolean): string {
  const mark = linked ? `<a href="#${severity}">${markHtml(severity)}</a>` : markHtml(severity);
  return `<tr><th scope="row">${mark}</th><td class="number">${count}</td></tr>\n`;
}

function result(report: Report, failOn: string): string {
  if (failOn === 'none') return '';
  const count = countReaching(report, failOn);
  const verb = count === 1 ? 'reaches' : 'reach';
  return `<p>${count === 0 ? 'No finding reaches' : `${counted(count, 'finding')} ${verb}`} <code>--fail-on ${markupText(failOn)}</code>.</p>\n`;
}

function* findings(
  groups: readonly CheckGroup[],
  hidden: readonly string[],
  { checks }: FormatContext,
): Generator<string> {
  yield '<section aria-labelledby="findings">\n<h2 id="findings">Findings</h2>\n';
  if (groups.length === 0) yield '<p>No finding to show.</p>\n';
  if (hidden.length > 0) yield `<p>Not listed: ${hidden.map(markupText).join(', ')}.</p>\n`;
  for (const [severity, found] of bySeverity(groups)) {
    yield `<section aria-labelledby="${severity}">\n`;
    yield `<h3 id="${severity}">${markHtml(severity)}: ${counted(countIn(found), 'finding')}</h3>\n`;
    for (const group of found) {
      const open = countIn(groups) <= few || (severity === 'critical' && group.count <= fewCritical);
      yield* groupHtml(group, { check: checks.get(group.checkId), open });
    }
    yield '</section>\n';
  }
  yield '</section>\n';
}
