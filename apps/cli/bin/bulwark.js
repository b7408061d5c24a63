#!/usr/bin/env node
// Checked-in launcher: runs the sources in a clone and the bundle in the published package.
import { existsSync } from 'node:fs';
import module from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(
    `error: bulwark needs Node.js 24.15 or newer, this is ${process.versions.node}\n` +
      'In a clone, "npm start" and "npx bulwark" bring their own after "npm ci".\n',
  );
  process.exit(2);
}
module.enableCompileCache?.();
const source = new URL('../src/main.ts', import.meta.url);
const entry = existsSync(source) ? source : new URL('../bundle/main.js', import.meta.url);
const { main } = await import(entry.href);
process.exitCode = await main(process.argv.slice(2));
