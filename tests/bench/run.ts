// npm run bench -- NAME: prints figures as JSON, whether we like them or not.
const benchmarks: Readonly<Record<string, () => Promise<{ run: () => Promise<void> }>>> = {
  scan: () => import('./scan/bench-scan.ts'),
  start: () => import('./scan/bench-start.ts'),
  rego: () => import('./rego/bench-rego.ts'),
};

const name = process.argv[2] ?? '';
const load = benchmarks[name];
if (load === undefined) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(benchmarks).join('|')}\n`);
  process.exitCode = 2;
} else {
  const { run } = await load();
  await run();
}
