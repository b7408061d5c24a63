import { two } from '../../../apps/two/src/index.ts';
import { readFileSync } from 'node:fs';

export const one = (): string => two + readFileSync.name;
