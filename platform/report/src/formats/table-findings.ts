import { type Finding, refText } from '@bulwark/model';
import { jsonText } from '@bulwark/text';
import { clipped, counted, evidenceText, exceptionText, placeText } from '../finding-text.ts';
import { type CheckGroup, capped, countIn, listedIn } from '../listing.ts';
import { displayWidth, fitted, type Terminal, wrapped } from '../terminal.ts';

// A few findings are told in full. Of more, the first ones of each of the first checks, and the next checks by a line.
const few = 30;
const inFull = 20;
const leastOfOneCheck = 2;
const checksInBrief = 30;
const widestId = 34;

export interface Layout {
  /** Checks with the findings that are told in full. */
  readonly detailed: readonly CheckGroup[];
  /** Checks that are only counted. */
  readonly rest: readonly CheckGroup[];
}

/** Which findings are told in full: all where asked or where they are few, else the first of the first checks. */
export function layout(groups: readonly CheckGroup[], verbose: boolean): Layout {
  if (verbose || countIn(groups) <= few) return { detailed: groups, rest: [] };
  const detailed = capped(groups, { inAll: inFull, ofEach: ofOneCheck(groups) });
  return { detailed, rest: groups.slice(detailed.length) };
}

/** How many findings of each check there is room for. */
function ofOneCheck(groups: readonly CheckGroup[]): number {
  let ofEach = leastOfOneCheck;
  while (listedIn(capped(groups, { ofEach: ofEach + 1 })) <= inFull) ofEach++;
  return ofEach;
}

/** A check with its findings. */
export function* groupLines(group: CheckGroup, screen: Terminal): Generator<string> {
  const { severity, checkId } = group;
  const left = `${screen.mark(severity)}  ${screen.say(clipped(group.title, 300))}`;
  const id = screen.say(clipped(checkId, 300));
  const gap = screen.width - displayWidth(left) - displayWidth(id);
  const [first = '', ...further] = gap >= 2 ? [left] : wrapped(left, screen.width);
  yield screen.paint(severity, first) + (gap >= 2 ? ' '.repeat(gap) + screen.paint('faint', id) : '');
  for (const line of further) yield screen.paint(severity, `  ${line}`);
  if (gap < 2) yield `  ${screen.paint('faint', id)}`;
  const shared = sharedFix(group);
  if (shared !== undefined) yield* indented(`fix: ${screen.say(clipped(shared, 300))}`, 2, screen);
  for (const finding of group.findings) yield* findingLines(finding, shared === undefined, screen);
  const more = group.count - group.findings.length;
  if (more > 0) yield `  ${screen.paint('faint', `and ${more} more of this check`)}`;
}

/** The fix that all findings of a check have in common. */
function sharedFix({ findings }: CheckGroup): string | undefined {
  const fix = findings[0]?.fix;
  if (!fix?.available || findings.length < 2) return undefined;
  return findings.every((finding) => finding.fix.available && finding.fix.summary === fix.summary)
    ? fix.summary
    : undefined;
}

function* findingLines(finding: Finding, withFix: boolean, screen: Terminal): Generator<string> {
  const { say, verbose } = screen;
  yield* placeLines(finding, screen);
  yield* indented(say(clipped(finding.message, verbose ? 4000 : 400)), 4, screen);
  if (withFix && finding.fix.available) yield* indented(`fix: ${say(clipped(finding.fix.summary, 300))}`, 4, screen);
  if (finding.exception) yield* indented(say(clipped(exceptionText(finding.exception), 400)), 4, screen);
  for (const note of finding.notes ?? []) yield* indented(`note: ${say(clipped(note, 400))}`, 4, screen);
  if (verbose) for (const detail of details(finding)) yield* indented(say(clipped(detail, 4000)), 4, screen);
}

/** Place, object, owner and risk in one line as far as they fit, else the place in one of its own. */
function* placeLines(finding: Finding, screen: Terminal): Generator<string> {
  const [first = '', then = ''] = placeAndObject(finding).map((text) => screen.say(clipped(text, 1000)));
  const owner = finding.owner === null ? '' : `, owner ${screen.say(clipped(finding.owner, 200))}`;
  const risk = `risk ${finding.risk.score}`;
  const lead = screen.paint('strong', first);
  const rest = then === '' ? '' : `  ${then}`;
  const used = 2 + displayWidth(first) + displayWidth(rest) + 2 + risk.length;
  if (used > screen.width) {
    yield `  ${lead}`;
    yield* indented(`${then}${owner} ${screen.dot} ${risk}`, 4, screen);
    return;
  }
  const shown = used + displayWidth(owner) <= screen.width ? owner : '';
  const gap = screen.width - used + 2 - displayWidth(shown);
  yield `  ${lead}${rest}${shown}${' '.repeat(gap)}${screen.paint('faint', risk)}`;
}

/** A file's place before the object; of a cluster's object the field stands behind. */
function placeAndObject(finding: Finding): readonly string[] {
  const own = finding.evidence[0];
  const place = placeText(own);
  const object = refText(finding.resource);
  return place === '' ? [object, own?.pointer ?? ''] : [place, object];
}

/** What only a reader who asks for all wants to see. */
function details(finding: Finding): string[] {
  const [own, ...context] = finding.evidence;
  const factors = finding.risk.factors.map(({ name, effect }) => `${name} ${effect < 0 ? '' : '+'}${effect}`);
  const lines = [`id ${finding.id}`, ...(finding.owner === null ? [] : [`owner ${finding.owner}`])];
  if (own && placeText(own) !== '' && own.pointer !== '') lines.push(`at ${own.pointer}`);
  if (own?.value !== undefined) lines.push(`value ${clipped(jsonText(own.value), 300)}`);
  if (factors.length > 0) lines.push(`risk ${finding.risk.score}: ${factors.join(', ')}`);
  for (const evidence of context) lines.push(`see ${evidenceText(evidence)}`);
  if (!finding.fix.available) lines.push(`no automatic fix: ${finding.fix.reason}`);
  if (finding.controls.length > 0) lines.push(`controls ${finding.controls.join(', ')}`);
  if (finding.techniques.length > 0) lines.push(`techniques ${finding.techniques.join(', ')}`);
  return lines;
}

function* indented(text: string, indent: number, screen: Terminal): Generator<string> {
  for (const line of wrapped(text, screen.width - indent)) yield ' '.repeat(indent) + line;
}

/** Checks that are only counted, one line each. */
export function* restLines(groups: readonly CheckGroup[], screen: Terminal): Generator<string> {
  yield screen.paint('strong', 'Further checks with findings');
  const brief = groups.slice(0, checksInBrief);
  const countWidth = Math.max(...brief.map((group) => String(group.count).length));
  const idWidth =
    Math.min(widestId, Math.max(...brief.map((group) => displayWidth(screen.say(clipped(group.checkId, 200)))))) + 2;
  for (const group of brief) {
    const mark = screen.mark(group.severity).padEnd('◆ C critical'.length);
    const count = String(group.count).padStart(countWidth);
    const id = screen.say(clipped(group.checkId, 200));
    const about = `${id}${' '.repeat(Math.max(2, idWidth - displayWidth(id)))}${screen.say(clipped(group.title, 200))}`;
    const room = screen.width - mark.length - countWidth - 6;
    yield `  ${screen.paint(group.severity, mark)}  ${count}  ${fitted(about, room, screen.ellipsis)}`;
  }
  const left = groups.slice(checksInBrief);
  if (left.length > 0) yield `  and ${counted(left.length, 'check')} more with ${counted(countIn(left), 'finding')}`;
}
