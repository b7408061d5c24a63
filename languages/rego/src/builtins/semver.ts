import { compareText } from '../values/compare.ts';
import { type Builtin, BuiltinError } from './builtin.ts';
import { type Args, operand, textAt } from './operands.ts';

export const semverBuiltins: readonly Builtin[] = [
  { name: 'semver.is_valid', evaluate: isValid },
  { name: 'semver.compare', evaluate: compareVersions },
];

interface Version {
  readonly numbers: readonly bigint[];
  readonly preRelease: readonly string[];
}

const identifiers = String.raw`[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*`;
const number = String.raw`(0|[1-9]\d*)`;
const pattern = new RegExp(String.raw`^v?${number}\.${number}\.${number}(?:-(${identifiers}))?(?:\+${identifiers})?$`);

/** A version of Semantic Versioning 2.0.0, with or without a `v` before it; undefined for what is none. */
function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch, preRelease] = pattern.exec(text) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  const numbers = [major, minor, patch].map(BigInt);
  const parts = preRelease?.split('.') ?? [];
  if (parts.some((part) => /^0\d+$/.test(part))) return undefined;
  return numbers.some((value) => BigInt.asIntN(64, value) !== value) ? undefined : { numbers, preRelease: parts };
}

function isValid(args: Args): boolean {
  const value = operand(args, 0);
  return typeof value === 'string' && parseVersion(value) !== undefined;
}

function compareVersions(args: Args): number {
  const texts = [textAt(args, 0), textAt(args, 1)] as const;
  const left = parseVersion(texts[0]);
  if (left === undefined) throw new BuiltinError(`operand 1: string ${JSON.stringify(texts[0])} is not a valid SemVer`);
  const right = parseVersion(texts[1]);
  if (right === undefined)
    throw new BuiltinError(`operand 2: string ${JSON.stringify(texts[1])} is not a valid SemVer`);
  for (const [at, value] of left.numbers.entries()) {
    const other = right.numbers[at] ?? 0n;
    if (value !== other) return value < other ? -1 : 1;
  }
  return comparePreReleases(left.preRelease, right.preRelease);
}

/** A version without a pre-release comes after all of its pre-releases. */
function comparePreReleases(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return Math.sign(right.length - left.length);
  for (const [at, part] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    const difference = compareParts(part, other);
    if (difference !== 0) return Math.sign(difference);
  }
  return left.length < right.length ? -1 : 0;
}

function compareParts(left: string, right: string): number {
  const numeric = [/^\d+$/.test(left), /^\d+$/.test(right)] as const;
  if (numeric[0] && numeric[1]) return left.length - right.length || compareText(left, right);
  if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
  return compareText(left, right);
}
