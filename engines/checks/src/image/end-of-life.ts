import { defineCheck } from '../define-check.ts';
import { endOfLife } from './end-of-life-table.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-end-of-life',
  version: 1,
  title: 'Image is of a version without security updates',
  severity: 'medium',
  why: 'The project has ended support of this version: vulnerabilities found since then stay open in it for ever.',
  attack:
    'Vulnerabilities that were mended only in later versions, with exploits that are public, are used against the container.',
  remedy: 'Move to a version that is supported.',
  accept: 'Vendors who support the version longer and whose image this is.',
  references: ['https://endoflife.date', 'https://kubernetes.io/docs/concepts/security/security-checklist/#images'],
  techniques: ['T1190', 'T1068'],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup, at }) =>
    imageProblems(pod, lookup, ({ reference, text, user }) => {
      const end = reference && endOfLife(reference);
      if (end === undefined || Date.parse(end.date) > at) return undefined;
      return `${user} uses image "${text}": ${end.what} has had no security updates since ${end.date} or earlier.`;
    }),
  repair: { kind: 'none', reason: 'A newer version may need changes of the application or its data first.' },
});
