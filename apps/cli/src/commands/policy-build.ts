import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { buildBundle, compileAll, problemText } from '@bulwark/policy';
import { type SigningKey, writeBundle } from '@bulwark/rego';
import type { CommandInput } from '../command-spec.ts';
import { counted } from '../counted.ts';
import { compileChoice } from '../policy/compile-choice.ts';
import { loadPolicies } from '../policy/load-policies.ts';
import { loadOptionsOf, versionOf } from '../policy/query-setup.ts';
import { signingKeyOf } from '../policy/signing-key.ts';
import type { Settings } from '../settings.ts';
import { UsageError } from '../usage-error.ts';

/** `bulwark policy build PATH...`: modules and data as one bundle, the same bytes for the same files. Exit code 1 for errors. */
export async function run({ args, settings, out }: CommandInput): Promise<number> {
  if (args.length === 0) throw new UsageError('policy build needs a PATH', 'bulwark policy build policies/');
  const signing = signingOf(settings);
  const named = settings.flag('bundle') ? { data: [], bundles: args } : { data: args, bundles: [] };
  const sources = loadPolicies(named, loadOptionsOf(settings));
  const { problems } = compileAll(sources, compileChoice(settings));
  for (const problem of problems) out.note(problemText(problem));
  if (problems.length > 0) return 1;
  const bundle = buildBundle(sources, {
    revision: settings.text('revision'),
    version: versionOf(settings),
    roots: settings.flag('bundle') ? 'of-bundles' : 'all',
  });
  const target = settings.text('output') ?? 'bundle.tar.gz';
  write(target, gzipSync(signed(() => writeBundle(bundle, signing))));
  out.note(`${counted(bundle.modules.length, 'module')} written to ${target}${signing ? ', signed' : ''}`);
  return 0;
}

function signingOf(settings: Settings): SigningKey | undefined {
  const key = settings.text('signing-key');
  return key === undefined ? undefined : signingKeyOf(key, settings.text('signing-alg') ?? 'RS256');
}

/** A key of another kind than the algorithm's is only found when it signs. */
function signed<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof Error && error.name === 'BuiltinError')
      throw new UsageError(`--signing-key: ${error.message}`);
    throw error;
  }
}

function write(target: string, bytes: Uint8Array): void {
  try {
    writeFileSync(target, bytes);
  } catch (error) {
    throw new UsageError(`-o: cannot write "${target}": ${error instanceof Error ? error.message : String(error)}`);
  }
}
