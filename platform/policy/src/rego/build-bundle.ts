import { type Bundle, emptyManifest, type Manifest, type RegoVersion } from '@bulwark/rego';
import type { PolicyModule, PolicySources } from './policy-sources.ts';

export interface BuildChoice {
  /** What the manifest names; else the revision of the first bundle among the sources. */
  readonly revision: string | undefined;
  /** The version of Rego that most modules have; the manifest names those that have the other. */
  readonly version: RegoVersion;
  /** Of bundles: together they hold no more than the roots of each. */
  readonly roots: 'of-bundles' | 'all';
}

/** Modules and data as one bundle, ready to be written. */
export function buildBundle(
  sources: PolicySources,
  choice: BuildChoice,
): Pick<Bundle, 'manifest' | 'data' | 'modules'> {
  const modules = sources.modules.map(({ name, text, version }) => ({ path: pathInBundle(name), text, version }));
  return { manifest: manifestOf(sources, choice), data: sources.data, modules };
}

/** A bundle knows no way out of itself. */
function pathInBundle(name: string): string {
  return name
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');
}

function manifestOf({ manifests, modules }: PolicySources, { revision, version, roots }: BuildChoice): Manifest {
  const [first] = manifests;
  const isWhole = manifests.length === 0 || roots === 'all';
  return {
    revision: revision ?? first?.revision ?? '',
    roots: isWhole ? emptyManifest.roots : [...new Set(manifests.flatMap((manifest) => manifest.roots))],
    regoVersion: version === 'v0' ? 0 : 1,
    fileRegoVersions: Object.fromEntries(modules.filter((one) => one.version !== version).map(versionEntry)),
    metadata: manifests.length === 1 ? first?.metadata : undefined,
  };
}

function versionEntry({ name, version }: PolicyModule): [string, 0 | 1] {
  return [`/${pathInBundle(name)}`, version === 'v0' ? 0 : 1];
}
