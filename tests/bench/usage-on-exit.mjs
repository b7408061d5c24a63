// Loaded into a measured process: writes what it used, from its start to its end.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(
    process.env.BULWARK_USAGE_FILE ?? '/dev/null',
    JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMebibytes: Math.round(maxRSS / 1024) }),
  );
});
