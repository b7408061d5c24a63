import { expect, test } from 'vitest';
import { fuzzCase, seedObjects } from '../long/fuzz-loader.ts';

const cases = 3_000;
const start = 20_261_123;

test(`${cases} hostile files go through reading, judging and every format`, () => {
  const objects = seedObjects();
  expect(objects.length).toBeGreaterThan(500);
  for (let seed = start; seed < start + cases; seed++) fuzzCase(seed, objects);
}, 120_000);
