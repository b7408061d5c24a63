/** An image reference by the grammar of distribution/reference, with Docker's defaults filled in. */
export interface ImageReference {
  /** `docker.io` where none is written. */
  readonly registry: string;
  /** `library/nginx` for `nginx`. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
  /** Whether the registry was written out. */
  readonly qualified: boolean;
}

const domain =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tagForm = /^\w[\w.-]{0,127}$/;
// The algorithms of the OCI image specification; runtimes refuse every other digest.
const digestForm = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
// It would be taken for an image id.
const identifier = /^[0-9a-f]{64}$/;
const longest = 255;

/** Parses `registry:443/team/app:1.2@sha256:…`; undefined where a container runtime would refuse it. */
export function parseImage(text: string): ImageReference | undefined {
  const at = text.indexOf('@');
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const named = at === -1 ? text : text.slice(0, at);
  if (digest !== undefined && !digestForm.test(digest)) return undefined;
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  const tag = tagged ? named.slice(colon + 1) : undefined;
  if (tag !== undefined && !tagForm.test(tag)) return undefined;
  if (identifier.test(text)) return undefined;
  const split = splitDomain(tagged ? named.slice(0, colon) : named);
  if (split === undefined) return undefined;
  return { ...split, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

function splitDomain(name: string): Pick<ImageReference, 'registry' | 'repository' | 'qualified'> | undefined {
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  // Docker's rule: the first part is a host only with a dot, a port, capitals, or as localhost.
  const qualified = first !== '' && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const path = qualified ? name.slice(slash + 1) : name;
  const registry = qualified ? normalRegistry(first) : 'docker.io';
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  if (qualified && !domain.test(first)) return undefined;
  if (repository.length > longest || !path.split('/').every((part) => component.test(part))) return undefined;
  return { registry, repository, qualified };
}

function normalRegistry(host: string): string {
  return host === 'index.docker.io' || host === 'registry-1.docker.io' ? 'docker.io' : host.toLowerCase();
}
