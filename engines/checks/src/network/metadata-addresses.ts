import { type Cidr, contains, parseAddress } from './cidr.ts';

/** Where clouds serve the credentials of a node: AWS, GCP, Azure, OpenStack and others answer on the first one. */
const metadataAddresses: readonly string[] = [
  '169.254.169.254',
  // AWS: tasks and pod identity; Alibaba Cloud; Oracle; AWS over IPv6.
  '169.254.170.2',
  '169.254.170.23',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
];

const hosts: ReadonlySet<string> = new Set([
  'metadata',
  'metadata.google.internal',
  'instance-data',
  'instance-data.ec2.internal',
  ...metadataAddresses,
]);

/** Whether a host name or address is that of a cloud metadata service. */
export function isMetadataHost(host: string): boolean {
  return hosts.has(host.toLowerCase().replace(/\.$/, ''));
}

const linkLocal = parseRange('169.254.0.0', 16);
const loopback = parseRange('127.0.0.0', 8);

/** Whether an address is one that leads to the machine itself or to its cloud. */
export function isLinkLocalOrLoopback(address: Cidr): boolean {
  const ranges = address.family === 4 ? [linkLocal, loopback] : [parseRange('::1', 128), parseRange('fe80::', 10)];
  return ranges.some((range) => contains(range, address));
}

function parseRange(address: string, bits: number): Cidr {
  const parsed = parseAddress(address);
  return { family: parsed?.family ?? 4, network: parsed?.network ?? 0n, bits };
}
