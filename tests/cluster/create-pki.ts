import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { users } from './users.ts';

interface Leaf {
  readonly name: string;
  readonly subject: string;
  readonly days: number;
  readonly extensions: readonly string[];
}

/** Writes `ca`, `apiserver` and one pair per user as NAME.crt and NAME.key, and the service-account key, into `folder`. */
export async function createPki(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // Without a file of our own, the machine's openssl.cnf would add its extensions.
  writeFileSync(join(folder, 'openssl.cnf'), '[req]\ndistinguished_name=subject\n[subject]\n');
  const openssl = promisify(execFile).bind(undefined, 'openssl');
  const call = (line: string, ...more: readonly string[]): Promise<unknown> =>
    openssl([...line.split(' '), ...more], { cwd: folder });
  await call(
    `req -x509 ${newKey} -days 3650 -subj /CN=bulwark-test-ca -keyout ca.key -out ca.crt`,
    ...extensions(authority),
  );
  await Promise.all([
    call('ecparam -name prime256v1 -genkey -noout -out sa.key').then(() => call('ec -in sa.key -pubout -out sa.pub')),
    ...[server, ...clients()].map(async (leaf) => {
      await call(
        `req ${newKey} -keyout ${leaf.name}.key -out ${leaf.name}.csr -subj`,
        leaf.subject,
        ...extensions(leaf.extensions),
      );
      await call(
        `x509 -req -in ${leaf.name}.csr -CA ca.crt -CAkey ca.key -copy_extensions copyall -out ${leaf.name}.crt`,
        ...issue(leaf),
      );
    }),
  ]);
}

const newKey = '-config openssl.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';

const authority = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
];

const serverNames =
  'IP:127.0.0.1,IP:10.0.0.1,DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc';

const server: Leaf = {
  name: 'apiserver',
  subject: '/CN=kube-apiserver',
  days: 3650,
  extensions: ['basicConstraints=CA:FALSE', 'extendedKeyUsage=serverAuth', `subjectAltName=${serverNames}`],
};

function clients(): readonly Leaf[] {
  const clientOnly = ['basicConstraints=CA:FALSE', 'keyUsage=critical,digitalSignature', 'extendedKeyUsage=clientAuth'];
  return users.map((user) => ({ ...user, extensions: clientOnly }));
}

function extensions(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => ['-addext', value]);
}

// A random serial: the certificates are issued in parallel, so a counter file would be raced for.
function issue(leaf: Leaf): readonly string[] {
  return ['-days', String(leaf.days), '-set_serial', `0x01${randomBytes(8).toString('hex')}`];
}
