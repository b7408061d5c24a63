import type { ExceptionScope } from '../exception.ts';
import { type Acceptance, type ImportFile, type Refusal, refusal } from './import-source.ts';
import type { Meaning } from './meaning.ts';
import { meaningOf } from './meaning-of.ts';
import { readImport } from './read-import.ts';

/** What stands in for what the other tool did not ask for. */
export interface ImportDefaults {
  readonly reason?: string;
  readonly expires?: string;
}

/** An exception as it goes into our file. */
export interface ImportedException {
  readonly subject: { readonly kind: 'check' | 'cve'; readonly pattern: string };
  readonly where: ExceptionScope;
  readonly reason: string;
  readonly expires: string;
  /** Where it comes from, one line each: `.trivyignore:3: trivy AVD-KSV-0014`. */
  readonly origins: readonly string[];
  /** Why it accepts more than the original: such a one is written as a comment, for a person to decide. */
  readonly wider?: string;
}

export interface ImportResult {
  readonly exceptions: readonly ImportedException[];
  readonly refusals: readonly Refusal[];
}

/**
 * Our exceptions for what files of other tools accept. Never accepts more than the original: what would is kept apart,
 * and what has no counterpart, no reason or no end is refused.
 */
export function importExceptions(files: readonly ImportFile[], defaults: ImportDefaults): ImportResult {
  const exceptions = new Map<string, ImportedException>();
  const refusals: Refusal[] = [];
  for (const item of files.flatMap(readImport)) {
    const result = item.kind === 'refusal' ? item : exceptionsFor(item, defaults);
    if ('kind' in result) refusals.push(result);
    else for (const exception of result) add(exceptions, exception);
  }
  const all = [...exceptions.values()];
  const refused = [...refusals, ...all.flatMap(refusalOfWider)];
  return { exceptions: all, refusals: [...new Map(refused.map((one) => [JSON.stringify(one), one])).values()] };
}

function exceptionsFor(accepted: Acceptance, defaults: ImportDefaults): readonly ImportedException[] | Refusal {
  const { id, tool, source } = accepted;
  const refuse = (why: string): Refusal => refusal(source, id, why);
  const meaning = /^CVE-\d{4}-\d+$/.test(id) ? undefined : meaningOf(tool, id);
  if (meaning === undefined && !id.startsWith('CVE-')) return refuse(`no check of ours means what ${tool} ${id} means`);
  if (meaning?.elsewhere && isForObjects(accepted.where)) return refuse(meaning.elsewhere);
  const where = meaning ? scopeWithin(accepted.where, meaning) : accepted.where;
  if (where === undefined) return refuse(`${tool} ${id} is about ${meaning?.kinds?.join(' and ')} only`);
  const reason = accepted.reason ?? defaults.reason;
  if (reason === undefined) return refuse('it has no reason: give one by --reason');
  const expires = accepted.expires ?? defaults.expires;
  if (expires === undefined) return refuse('it has no end: give one by --expires');
  const shared = { where, reason, expires, origins: [`${source}: ${tool} ${id}`] };
  if (meaning === undefined) return [{ ...shared, subject: { kind: 'cve', pattern: id } }];
  const wider = widerThan(meaning);
  return meaning.checks.map((check) => ({
    ...shared,
    subject: { kind: 'check', pattern: check },
    ...(wider ? { wider } : {}),
  }));
}

function isForObjects({ kinds, names, labels }: ExceptionScope): boolean {
  return kinds !== undefined || names !== undefined || labels !== undefined;
}

/** The scope, on the kinds that their check is about; undefined where it leaves none. */
function scopeWithin(where: ExceptionScope, { kinds }: Meaning): ExceptionScope | undefined {
  if (kinds === undefined) return where;
  if (where.kinds === undefined) return { ...where, kinds };
  const both = where.kinds.filter((kind) => kinds.includes(kind));
  return both.length > 0 ? { ...where, kinds: both } : undefined;
}

function widerThan({ checks, only, wider }: Meaning): string | undefined {
  if (wider) return `${checks.join(', ')}: ${wider}`;
  if (only === undefined) return undefined;
  return `${checks.join(', ')} judges more than ${only.map((part) => part.replaceAll('/', '')).join(' and ')}`;
}

/** The same exception from two places is one with two origins. */
function add(exceptions: Map<string, ImportedException>, exception: ImportedException): void {
  const { origins, ...rest } = exception;
  const key = JSON.stringify(rest);
  const known = exceptions.get(key);
  exceptions.set(key, known ? { ...known, origins: [...new Set([...known.origins, ...origins])] } : exception);
}

function refusalOfWider({ wider, origins }: ImportedException): readonly Refusal[] {
  if (wider === undefined) return [];
  return origins.map((origin) => {
    const at = origin.lastIndexOf(': ');
    return refusal(origin.slice(0, at), origin.slice(at + 2), `${wider}; written as a comment for you to decide`);
  });
}
