// Preload: writes to standard error, when the process ends, which packages of the workspace were loaded.
import { registerHooks } from 'node:module';

const loaded = new Set();
registerHooks({
  load(url, context, next) {
    const found = /\/(foundation|languages|engines|sources|platform)\/([^/]+)\/src\//.exec(url);
    if (found) loaded.add(`${found[1]}/${found[2]}`);
    return next(url, context);
  },
});
process.on('exit', () => process.stderr.write(`\nLOADED: ${[...loaded].sort().join(' ')}\n`));
