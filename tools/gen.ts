// npm run gen: writes every generated file; a second run changes nothing.

import { generateCheckIndex } from './gen/check-index.ts';
import { generateControls } from './gen/controls.ts';
import { generateExamples } from './gen/examples.ts';
import { generateReferences } from './gen/references.ts';
import { generateSchemas } from './gen/schemas.ts';

const only = process.argv[2];
const generators: Readonly<Record<string, () => void | Promise<void>>> = {
  'check-index': generateCheckIndex,
  controls: generateControls,
  examples: generateExamples,
  schemas: generateSchemas,
  'check-docs': async () => (await import('./gen/check-docs.ts')).generateCheckDocs(),
  references: generateReferences,
};

for (const [name, generate] of Object.entries(generators)) {
  if (only === undefined || only === name) await generate();
}
