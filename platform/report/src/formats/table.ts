import { type Report, severities } from '@bulwark/model';
import { chunks } from '../chunks.ts';
import { countReaching } from '../exit-code.ts';
import { clipped, counted } from '../finding-text.ts';
import type { Format, FormatContext } from '../format.ts';
import { byCheck, hiddenSentences, type Listing, listedIn, listing } from '../listing.ts';
import { displayWidth, type Terminal, terminal, wrapped } from '../terminal.ts';
import { coverageLines } from './table-coverage.ts';
import { groupLines, layout, restLines } from './table-findings.ts';

export const table: Format = {
  name: 'table',
  description: 'for people, in a terminal: by check, the worst first, with places, fixes and what to do next',
  mediaType: 'text/plain',
  extension: 'txt',
  write: (report, context) => chunks(withLineEnds(lines(report, context))),
};

function* withLineEnds(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}

function* lines(report: Report, context: FormatContext): Generator<string> {
  const screen = terminal(context);
  const list = listing(report, context);
  yield* headLines(report, screen);
  yield '';
  yield* findingLines(list, screen);
  yield* resultLines(report, context.failOn, screen);
  yield* coverageLines(report.coverage, screen);
  yield* nextLines(report, list, screen);
}

function* headLines(report: Report, screen: Terminal): Generator<string> {
  const { input, tool, summary } = report;
  const about = [
    `Bulwark ${screen.say(tool.version)}`,
    `${input.kind} ${screen.say(clipped(input.name, 300))}`.trimEnd(),
    counted(input.objects, 'object'),
  ].join(` ${screen.dot} `);
  const moment = `at ${screen.say(input.at)}`;
  const isShort = displayWidth(about) + 3 + moment.length <= screen.width;
  const [first = '', ...further] = wrapped(isShort ? `${about} ${screen.dot} ${moment}` : about, screen.width);
  yield screen.paint('strong', first);
  yield* further;
  if (!isShort) yield moment;
  const counts = severities.map((severity) => {
    const text = `${screen.glyph(severity)} ${summary[severity]} ${severity}`;
    return screen.paint(summary[severity] > 0 ? severity : 'faint', text);
  });
  yield counts.join('  ');
  if (summary.excepted > 0) yield screen.paint('faint', `${summary.excepted} excepted, not counted above`);
}

function* findingLines(list: Listing, screen: Terminal): Generator<string> {
  const { detailed, rest } = layout(byCheck(list.shown), screen.verbose);
  for (const group of detailed) {
    yield* groupLines(group, screen);
    yield '';
  }
  if (rest.length > 0) {
    yield* restLines(rest, screen);
    yield '';
  }
  const listed = listedIn(detailed);
  const hidden = hiddenSentences({ ...list, byCap: list.shown.length - listed });
  if (hidden.length === 0) return;
  const total = list.shown.length + list.hiddenBySeverity + list.hiddenByException;
  yield `Listed ${listed} of ${counted(total, 'finding')}. Not listed:`;
  for (const sentence of hidden) yield `  ${sentence}`;
  yield '';
}

function* resultLines(report: Report, failOn: string, screen: Terminal): Generator<string> {
  if (failOn === 'none') return;
  const count = countReaching(report, failOn);
  const verb = count === 1 ? 'reaches' : 'reach';
  const text = `${count === 0 ? 'no finding reaches' : `${counted(count, 'finding')} ${verb}`} --fail-on ${failOn}`;
  yield `result    ${count === 0 ? text : screen.paint('strong', text)}`;
}

function* nextLines(report: Report, list: Listing, screen: Terminal): Generator<string> {
  const path = report.input.kind === 'files' ? shellWord(report.input.name) : undefined;
  const first = list.shown[0];
  const fixes = list.shown.reduce((sum, finding) => sum + (finding.fix.available ? 1 : 0), 0);
  const commands: [string, string][] = [];
  if (first) commands.push([`bulwark explain ${screen.say(clipped(first.checkId, 200))}`, 'why, and how to fix it']);
  if (path !== undefined && fixes > 0)
    commands.push([`bulwark fix ${path}`, `${fixes === 1 ? '1 fix' : `${fixes} fixes`}, as a diff`]);
  // Policies come from another command, whose arguments are not known here.
  const isPolicy = report.coverage.evaluated.checks.some(({ id }) => id.includes(':'));
  if (!isPolicy)
    commands.push([`bulwark scan${path === undefined ? '' : ` ${path}`} -o html=report.html`, 'the whole report']);
  const column = Math.min(48, Math.max(...commands.map(([command]) => command.length)));
  let label = 'next      ';
  for (const [command, about] of commands) {
    const fits = command.length <= column && 10 + column + 2 + about.length <= screen.width;
    yield fits ? `${label}${command.padEnd(column)}  ${screen.paint('faint', about)}` : `${label}${command}`;
    label = '          ';
  }
}

/** A path as one types it; one that a shell could read otherwise is left to the reader. */
function shellWord(path: string): string {
  return /^[\w./][\w./-]{0,59}$/.test(path) ? path : 'PATH';
}
