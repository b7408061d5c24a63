import type { CommandInput } from '../command-spec.ts';
import { newestKubeMinor, version } from '../version.ts';

/** `bulwark version`: this program, its Node.js and the newest Kubernetes it knows. */
export async function run({ out }: CommandInput): Promise<number> {
  out.write(`bulwark ${version}\nnode ${process.versions.node}\nkubernetes up to 1.${newestKubeMinor}\n`);
  return 0;
}
