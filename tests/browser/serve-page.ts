import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

export interface ServedPage {
  readonly url: string;
  /** Of the script, in bytes. */
  readonly size: number;
  readonly close: () => void;
}

/** Serves a page whose only script is the bundle of `entry`, on loopback; nothing may be evaluated from text there. */
export async function servePage(entry: string, cases: string): Promise<ServedPage> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2024',
  });
  const script = outputFiles[0]?.contents ?? new Uint8Array();
  const files: Record<string, readonly [type: string, content: string | Uint8Array]> = {
    '/': ['text/html', '<!doctype html><title>working</title><script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', script],
    '/cases.json': ['application/json', cases],
  };
  const server = createServer((request, response) => {
    const [type, content] = files[request.url ?? ''] ?? ['text/plain', ''];
    const policy = "default-src 'none'; script-src 'self'; connect-src 'self'";
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, size: script.length, close: () => server.close() };
}
