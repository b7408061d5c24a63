import { defineCheck } from '../define-check.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-cryptominer',
  version: 1,
  title: 'Image is a cryptocurrency miner',
  severity: 'high',
  why: 'Hardly anyone mines in a cluster on purpose: such a workload is most often the work of an intruder who already may create pods.',
  attack: "The intruder's miner takes the processors that you pay for; the way in stays open for worse.",
  remedy: 'Find out who created the workload and with which identity, revoke that, then delete the workload.',
  accept: 'Clusters that mine for their owner.',
  references: ['https://kubernetes.io/docs/concepts/security/security-checklist/'],
  techniques: ['T1496.001', 'T1610'],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup }) =>
    imageProblems(pod, lookup, ({ reference, text, user }) =>
      reference !== undefined && miner.test(reference.repository)
        ? `${user} uses image "${text}", whose name is that of a cryptocurrency miner.`
        : undefined,
    ),
  repair: { kind: 'none', reason: 'Deleting the workload destroys what is needed to find out how it got there.' },
});

// Words of the repository's name, so that neither `examiner` nor a directory of miners of data counts.
const miner =
  /(?:^|[/_.-])(?:xmrig|xmr-stak|monero-?miner|cpuminer|ethminer|nbminer|t-rex-miner|lolminer|minerd|nanominer)(?:$|[/_.-])/;
