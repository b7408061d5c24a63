/** The parts of an image's reference that AssignImage sets; empty ones stay as they are. */
export interface ImageParts {
  readonly domain: string;
  readonly path: string;
  /** With its `:` or `@`. */
  readonly tag: string;
}

/** The reference with those parts in place of its own. */
export function withImageParts(image: string, { domain, path, tag }: ImageParts): string {
  const own = partsOf(image);
  const wholeDomain = domain || own.domain;
  return `${wholeDomain === '' ? '' : `${wholeDomain}/`}${path || own.path}${tag || own.tag}`;
}

/** What is wrong with parts: each must be read back as what it is, or the mutation would never come to rest. */
export function imagePartsProblem({ domain, path, tag }: ImageParts): string | undefined {
  if (`${domain}${path}${tag}` === '') return 'one of assignDomain, assignPath and assignTag must be set';
  if (domain !== '' && !domainPattern.test(domain)) return `assignDomain: "${domain}" is no domain of a registry`;
  if (path !== '' && !pathPattern.test(path)) return `assignPath: "${path}" is no path of an image`;
  if (tag !== '' && !tagPattern.test(tag)) return `assignTag: "${tag}" is no tag with ":" and no digest with "@"`;
  if (domain === '' && partsOf(path).domain !== '')
    return `assignPath: "${path}" begins like a domain; set assignDomain as well`;
  return undefined;
}

const domainPattern = /^(?:\w[\w-]*\.[\w.-]*\w|localhost)(?::\d+)?$/;
const pathPattern = /^[a-z0-9]+(?:(?:[._/]|__|-+)[a-z0-9]+)*$/;
const tagPattern = /^(?::\w[\w.-]{0,127}|@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,})$/;

/** The domain is what stands before the first "/" where that looks like a host. */
function partsOf(image: string): ImageParts {
  const slash = image.indexOf('/');
  const first = image.slice(0, Math.max(slash, 0));
  const hasDomain = slash !== -1 && (/[.:]/.test(first) || first === 'localhost');
  const rest = hasDomain ? image.slice(slash + 1) : image;
  const at = rest.search(/[:@]/);
  return {
    domain: hasDomain ? first : '',
    path: at === -1 ? rest : rest.slice(0, at),
    tag: at === -1 ? '' : rest.slice(at),
  };
}
