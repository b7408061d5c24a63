// A table: longer than other files. Dates are those on which the projects ended security support.
import type { ImageReference } from '@bulwark/model';

export interface EndOfLife {
  /** `Python 3.8` */
  readonly what: string;
  /** `2024-10-07` */
  readonly date: string;
}

/** When support of an official image's version ends; undefined for images, versions and tags that the table lacks. */
export function endOfLife({ registry, repository, tag }: ImageReference): EndOfLife | undefined {
  const name = officialName(registry, repository);
  if (name === undefined || tag === undefined) return undefined;
  const gone = discontinued.get(name);
  if (gone !== undefined) return { what: `the image "${name}"`, date: gone };
  const product = products.get(name);
  return (product && cycleOf(product, tag)) ?? baseOf(tag);
}

function officialName(registry: string, repository: string): string | undefined {
  if (registry === 'mcr.microsoft.com' && /^dotnet\/(?:aspnet|runtime|runtime-deps|sdk)$/.test(repository))
    return 'dotnet';
  if (registry === 'docker.elastic.co') return /^(elasticsearch|kibana|logstash)\/\1$/.exec(repository)?.[1];
  const path = registry === 'public.ecr.aws' ? repository.replace(/^docker\//, '') : repository;
  const official = registry === 'docker.io' || registry === 'public.ecr.aws' || registry === 'mirror.gcr.io';
  return official && path.startsWith('library/') ? path.slice('library/'.length) : undefined;
}

interface Product {
  readonly title: string;
  /** Release cycles, oldest first; what is older than the first has ended as well. */
  readonly cycles: readonly (readonly [string, string])[];
  /** Other names of cycles. */
  readonly names?: Readonly<Record<string, string>>;
}

function cycleOf(product: Product, tag: string): EndOfLife | undefined {
  const word = /^[a-z]+/.exec(tag)?.[0] ?? '';
  const version = own(product.names, word) ?? /^v?(\d+(?:\.\d+)?)(?![\d])/.exec(tag)?.[1];
  if (version === undefined) return undefined;
  const cycle = product.cycles.find(([name]) => version === name || version.startsWith(`${name}.`));
  const [oldest] = product.cycles;
  const found = cycle ?? (oldest && isOlder(version, oldest[0]) ? oldest : undefined);
  return found && { what: `${product.title} ${version}`, date: found[1] };
}

function own(names: Readonly<Record<string, string>> | undefined, word: string): string | undefined {
  return names && Object.hasOwn(names, word) ? names[word] : undefined;
}

/** `9.6` is older than `10`; `3`, which may be any 3.x, is not older than `3.6`. */
function isOlder(version: string, than: string): boolean {
  const [major = 0, minor] = version.split('.').map(Number);
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number);
  return major < thanMajor || (major === thanMajor && minor !== undefined && minor < thanMinor);
}

/** The system below: `3.12-buster`, `7.4-fpm-alpine3.12`. */
function baseOf(tag: string): EndOfLife | undefined {
  for (const part of tag.split('-').slice(1)) {
    const debian = own(debianNames, part);
    if (debian !== undefined) return cycleOf(debianProduct, part);
    const alpine = /^alpine(3\.\d{1,2})$/.exec(part)?.[1];
    if (alpine !== undefined) return cycleOf(alpineProduct, alpine);
  }
  return undefined;
}

const debianNames = {
  wheezy: '7',
  jessie: '8',
  stretch: '9',
  buster: '10',
  bullseye: '11',
  bookworm: '12',
  trixie: '13',
};
const debianProduct: Product = {
  title: 'Debian',
  names: debianNames,
  cycles: [
    ['8', '2020-06-30'],
    ['9', '2022-06-30'],
    ['10', '2024-06-30'],
    ['11', '2026-08-31'],
    ['12', '2028-06-30'],
  ],
};
const alpineProduct: Product = {
  title: 'Alpine Linux',
  cycles: [
    ['3.10', '2021-05-01'],
    ['3.11', '2021-11-01'],
    ['3.12', '2022-05-01'],
    ['3.13', '2022-11-01'],
    ['3.14', '2023-05-01'],
    ['3.15', '2023-11-01'],
    ['3.16', '2024-05-23'],
    ['3.17', '2024-11-22'],
    ['3.18', '2025-05-09'],
    ['3.19', '2025-11-01'],
    ['3.20', '2026-04-01'],
    ['3.21', '2026-11-01'],
    ['3.22', '2027-05-01'],
  ],
};

/** Images that are no longer built at all. */
const discontinued: ReadonlyMap<string, string> = new Map([
  ['centos', '2024-06-30'],
  ['java', '2016-12-31'],
  ['openjdk', '2022-07-31'],
]);

const elastic: Product['cycles'] = [
  ['6', '2022-02-10'],
  ['7', '2026-01-15'],
];

const products: ReadonlyMap<string, Product> = new Map<string, Product>([
  ['debian', debianProduct],
  ['alpine', alpineProduct],
  [
    'ubuntu',
    {
      title: 'Ubuntu',
      names: { trusty: '14.04', xenial: '16.04', bionic: '18.04', focal: '20.04', jammy: '22.04', noble: '24.04' },
      cycles: [
        ['16.04', '2021-04-30'],
        ['18.04', '2023-05-31'],
        ['18.10', '2019-07-18'],
        ['19.04', '2020-01-23'],
        ['19.10', '2020-07-17'],
        ['20.04', '2025-05-31'],
        ['20.10', '2021-07-22'],
        ['21.04', '2022-01-20'],
        ['21.10', '2022-07-14'],
        ['22.10', '2023-07-20'],
        ['23.04', '2024-01-25'],
        ['23.10', '2024-07-11'],
        ['24.10', '2025-07-10'],
      ],
    },
  ],
  [
    'amazonlinux',
    {
      title: 'Amazon Linux',
      cycles: [
        ['1', '2023-12-31'],
        ['2', '2026-06-30'],
      ],
    },
  ],
  [
    'oraclelinux',
    {
      title: 'Oracle Linux',
      cycles: [
        ['6', '2021-03-31'],
        ['7', '2024-12-31'],
      ],
    },
  ],
  [
    'python',
    {
      title: 'Python',
      cycles: [
        ['2', '2020-01-01'],
        ['3.5', '2020-09-30'],
        ['3.6', '2021-12-23'],
        ['3.7', '2023-06-27'],
        ['3.8', '2024-10-07'],
        ['3.9', '2025-10-31'],
        ['3.10', '2026-10-31'],
      ],
    },
  ],
  [
    'node',
    {
      title: 'Node.js',
      names: {
        argon: '4',
        boron: '6',
        carbon: '8',
        dubnium: '10',
        erbium: '12',
        fermium: '14',
        gallium: '16',
        hydrogen: '18',
        iron: '20',
        jod: '22',
      },
      cycles: [
        ['10', '2021-04-30'],
        ['11', '2019-06-01'],
        ['12', '2022-04-30'],
        ['13', '2020-06-01'],
        ['14', '2023-04-30'],
        ['15', '2021-06-01'],
        ['16', '2023-09-11'],
        ['17', '2022-06-01'],
        ['18', '2025-04-30'],
        ['19', '2023-06-01'],
        ['20', '2026-04-30'],
        ['21', '2024-06-01'],
        ['22', '2027-04-30'],
        ['23', '2025-06-01'],
      ],
    },
  ],
  [
    'php',
    {
      title: 'PHP',
      cycles: [
        ['7.0', '2019-01-10'],
        ['7.1', '2019-12-01'],
        ['7.2', '2020-11-30'],
        ['7.3', '2021-12-06'],
        ['7.4', '2022-11-28'],
        ['8.0', '2023-11-26'],
        ['8.1', '2025-12-31'],
        ['8.2', '2026-12-31'],
      ],
    },
  ],
  [
    'ruby',
    {
      title: 'Ruby',
      cycles: [
        ['2', '2023-03-31'],
        ['3.0', '2024-04-23'],
        ['3.1', '2025-03-26'],
        ['3.2', '2026-03-31'],
      ],
    },
  ],
  [
    'dotnet',
    {
      title: '.NET',
      cycles: [
        ['3.1', '2022-12-13'],
        ['5.0', '2022-05-10'],
        ['6.0', '2024-11-12'],
        ['7.0', '2024-05-14'],
        ['8.0', '2026-11-10'],
        ['9.0', '2026-11-10'],
      ],
    },
  ],
  [
    'golang',
    {
      title: 'Go',
      cycles: [
        ['1.20', '2024-02-06'],
        ['1.21', '2024-08-13'],
        ['1.22', '2025-02-11'],
        ['1.23', '2025-08-12'],
      ],
    },
  ],
  [
    'postgres',
    {
      title: 'PostgreSQL',
      cycles: [
        ['9', '2021-11-11'],
        ['10', '2022-11-10'],
        ['11', '2023-11-09'],
        ['12', '2024-11-21'],
        ['13', '2025-11-13'],
        ['14', '2026-11-12'],
      ],
    },
  ],
  [
    'mysql',
    {
      title: 'MySQL',
      cycles: [
        ['5.6', '2021-02-05'],
        ['5.7', '2023-10-31'],
        ['8.0', '2026-04-30'],
      ],
    },
  ],
  [
    'mariadb',
    {
      title: 'MariaDB',
      cycles: [
        ['10.2', '2022-05-23'],
        ['10.3', '2023-05-25'],
        ['10.4', '2024-06-18'],
        ['10.5', '2025-06-24'],
        ['10.6', '2026-07-06'],
      ],
    },
  ],
  [
    'mongo',
    {
      title: 'MongoDB',
      cycles: [
        ['3', '2021-04-30'],
        ['4.0', '2022-04-30'],
        ['4.2', '2023-04-30'],
        ['4.4', '2024-02-29'],
        ['5.0', '2024-10-31'],
        ['6.0', '2025-07-31'],
      ],
    },
  ],
  [
    'redis',
    {
      title: 'Redis',
      cycles: [
        ['5', '2022-04-27'],
        ['6.0', '2023-08-15'],
      ],
    },
  ],
  ['elasticsearch', { title: 'Elasticsearch', cycles: elastic }],
  ['kibana', { title: 'Kibana', cycles: elastic }],
  ['logstash', { title: 'Logstash', cycles: elastic }],
  [
    'nginx',
    {
      title: 'nginx',
      cycles: [
        ['1.22', '2023-04-11'],
        ['1.23', '2023-05-23'],
        ['1.24', '2024-04-23'],
        ['1.25', '2024-05-29'],
        ['1.26', '2025-04-23'],
        ['1.27', '2025-06-24'],
      ],
    },
  ],
  ['httpd', { title: 'Apache httpd', cycles: [['2.2', '2017-12-31']] }],
  [
    'tomcat',
    {
      title: 'Tomcat',
      cycles: [
        ['7', '2021-03-31'],
        ['8', '2024-03-31'],
      ],
    },
  ],
  ['traefik', { title: 'Traefik', cycles: [['1', '2021-12-31']] }],
]);
