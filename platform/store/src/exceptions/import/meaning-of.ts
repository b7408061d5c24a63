import type { Meaning, Meanings } from './meaning.ts';
import { checkovMeanings } from './meanings/checkov.ts';
import { kubeLinterMeanings } from './meanings/kube-linter.ts';
import { kubeScoreMeanings } from './meanings/kube-score.ts';
import { kubescapeMeanings } from './meanings/kubescape.ts';
import { polarisMeanings } from './meanings/polaris.ts';
import { trivyMeanings } from './meanings/trivy.ts';

/** Another tool whose checks have counterparts here. */
export type Tool = 'trivy' | 'kube-linter' | 'checkov' | 'kubescape' | 'kube-score' | 'polaris';

const byTool: Readonly<Record<Tool, Meanings>> = {
  trivy: trivyMeanings,
  'kube-linter': kubeLinterMeanings,
  checkov: checkovMeanings,
  kubescape: kubescapeMeanings,
  'kube-score': kubeScoreMeanings,
  polaris: polarisMeanings,
};

/** All checks of a tool that have counterparts here. */
export function meaningsOf(tool: Tool): Meanings {
  return byTool[tool];
}

/** What a check of another tool means here, by the id as its users write it; undefined where nothing means the same. */
export function meaningOf(tool: Tool, id: string): Meaning | undefined {
  const name = canonicalId(tool, id);
  return Object.hasOwn(byTool[tool], name) ? byTool[tool][name] : undefined;
}

/** Trivy's `AVD-KSV-0012`, `KSV-0012` and `KSV012` are one check, as are kubescape's `C-0013` and `c-0013`. */
function canonicalId(tool: Tool, id: string): string {
  if (tool === 'kubescape') return id.toUpperCase();
  if (tool !== 'trivy') return id;
  const match = /^(?:AVD-)?(KSV|KCV)-?(\d+)$/.exec(id);
  return match ? `${match[1]}-${String(Number(match[2])).padStart(4, '0')}` : id;
}
