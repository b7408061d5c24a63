import type { Output } from './command-spec.ts';
import type { Settings } from './settings.ts';

/** The streams as this process has them: results on stdout, everything else on stderr, shown inert. */
export async function processOutput(settings: Settings): Promise<Output> {
  // Loaded here, so that --help does not wait for it.
  const { inertLines } = await import('@bulwark/report');
  const quiet = settings.flag('quiet');
  return {
    write: (text) => void process.stdout.write(text),
    note: (text) => {
      if (!quiet) process.stderr.write(`${inertLines(text)}\n`);
    },
    colour: wantsColour(settings),
    unicode: hasUnicode(),
    width: process.stdout.columns ?? 80,
    interactive: process.stderr.isTTY === true && !quiet,
  };
}

function wantsColour(settings: Settings): boolean {
  const { NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM } = process.env;
  if (settings.flag('no-color') || (NO_COLOR !== undefined && NO_COLOR !== '')) return false;
  if (isOn(FORCE_COLOR) || isOn(CLICOLOR_FORCE)) return true;
  return process.stdout.isTTY === true && TERM !== 'dumb' && CLICOLOR !== '0';
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}

function hasUnicode(): boolean {
  const { LC_ALL, LC_CTYPE, LANG, TERM } = process.env;
  const locale = LC_ALL || LC_CTYPE || LANG;
  if (TERM === 'dumb') return false;
  return locale === undefined || /utf-?8/i.test(locale);
}
