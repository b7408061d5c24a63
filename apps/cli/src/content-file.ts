import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file of `content/`: that of the clone, else the copy beside the bundle. */
export function contentFile(name: string): string {
  const places = [`../../../content/${name}`, `./content/${name}`, `../content/${name}`];
  for (const place of places) {
    const path = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(path)) return path;
  }
  throw new Error(`content/${name} is missing from this installation`);
}
