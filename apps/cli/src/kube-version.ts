import type { SnapshotInfo } from '@bulwark/model';
import type { Settings } from './settings.ts';
import { UsageError } from './usage-error.ts';
import { newestKubeMinor } from './version.ts';

/** The minor version to judge by: --kube-version, else the cluster's own, else the newest known. */
export function kubeMinorOf(settings: Settings, info: SnapshotInfo): number {
  const stated = settings.text('kube-version');
  if (stated === undefined) return minorOf(info.kubeVersion ?? '') ?? newestKubeMinor;
  const minor = minorOf(stated);
  if (minor === undefined) throw new UsageError(`--kube-version: expected a version such as 1.36, found "${stated}"`);
  return minor;
}

function minorOf(text: string): number | undefined {
  const match = /^v?1\.(\d{1,3})(?:[.+-].*)?$/.exec(text);
  return match ? Number(match[1]) : undefined;
}
