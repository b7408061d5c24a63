// Preloaded by tests: the last line on stderr is what the process used, as JSON.
import { readFileSync } from 'node:fs';

/** On Linux maxRSS begins with that of the process which started this one. */
function peakKibibytes(maxRSS) {
  if (process.platform !== 'linux') return maxRSS;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? maxRSS);
}

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = { peakMebibytes: peakKibibytes(maxRSS) / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
  process.stderr.write(`\nUSAGE ${JSON.stringify(usage)}\n`);
});
