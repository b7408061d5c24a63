import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Distinct free loopback ports below Linux's range for outgoing connections, so that none of those takes one first. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const free = new Set<number>();
  for (let tries = 0; free.size < count; tries++) {
    if (tries === 100) throw new Error(`expected ${count} free ports in 20000-31999, found ${free.size} in 100 tries`);
    const port = randomInt(20_000, 32_000);
    if (await canListen(port)) free.add(port);
  }
  return [...free];
}

function canListen(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });
}
