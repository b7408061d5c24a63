// Preloaded by tests: whoever opens a socket or asks for a name crashes.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const refuse = (what) => () => {
  process.stderr.write(`NETWORK: ${what}\n`);
  process.exit(99);
};

net.connect = refuse('net.connect');
net.createConnection = refuse('net.createConnection');
net.Socket.prototype.connect = refuse('Socket.connect');
net.Server.prototype.listen = refuse('Server.listen');
for (const name of Object.keys(dns)) {
  if (/^(?:lookup|resolve|reverse)/.test(name) && typeof dns[name] === 'function') dns[name] = refuse(`dns.${name}`);
}
globalThis.fetch = refuse('fetch');
syncBuiltinESMExports();
