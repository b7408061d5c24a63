import { checks } from '@bulwark/checks';
import type { CommandInput, CommandSpec, FlagSpec } from '../command-spec.ts';
import { commands } from '../command-table.ts';
import { globalFlags } from '../flags.ts';
import { UsageError } from '../usage-error.ts';

const shells: ReadonlyMap<string, () => string> = new Map(Object.entries({ bash, zsh, fish, powershell }));

/** `bulwark completion SHELL`: a script made from the command table. */
export async function run({ args, out }: CommandInput): Promise<number> {
  const shell = shells.get(args[0] ?? '');
  if (shell === undefined)
    throw new UsageError(`no completion for "${args[0]}"; there is ${[...shells.keys()].join(', ')}`);
  out.write(shell());
  return 0;
}

function flagsOf(spec: CommandSpec): readonly FlagSpec[] {
  return [...spec.flags, ...globalFlags];
}

/** Words that may follow a flag. */
function valuesOf(flag: FlagSpec): readonly string[] {
  if (flag.name === 'check' || flag.name === 'skip-check') return checks.map((check) => check.id);
  if (flag.name === 'output') return ['table', 'json', 'yaml', 'sarif', 'junit', 'html', 'markdown', 'csv', 'github'];
  if (flag.name === 'fail-on') return ['critical', 'high', 'medium', 'low', 'info', 'none'];
  return flag.choices ?? [];
}

function bash(): string {
  const cases = commands.map(
    (spec) =>
      `    "${spec.name}") words="${flagsOf(spec)
        .map((flag) => `--${flag.name}`)
        .join(' ')}" ;;`,
  );
  const values = valueFlags().map(
    ([name, words]) => `    --${name}) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$current")); return ;;`,
  );
  return `# bash completion for bulwark: source <(bulwark completion bash)
_bulwark() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words=""
  case "$previous" in
${values.join('\n')}
  esac
  case "$command" in exceptions|config) command="$command \${COMP_WORDS[2]}" ;; esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${firstWords().join(' ')}"
  else case "$command" in
${cases.join('\n')}
  esac; fi
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); else COMPREPLY=($(compgen -f -- "$current")); fi ;;
  esac
}
complete -o filenames -F _bulwark bulwark
`;
}

function zsh(): string {
  return `#compdef bulwark
# zsh completion for bulwark: bulwark completion zsh > "\${fpath[1]}/_bulwark"
autoload -U +X bashcompinit && bashcompinit
${bash()}`;
}

function fish(): string {
  const lines = commands.flatMap((spec) => {
    const [first = '', second] = spec.name.split(' ');
    const when = second
      ? `__fish_seen_subcommand_from ${first}; and __fish_seen_subcommand_from ${second}`
      : `__fish_seen_subcommand_from ${first}`;
    return [
      `complete -c bulwark -n __fish_use_subcommand -a ${first} -d ${quoted(second ? first : spec.summary)}`,
      ...flagsOf(spec).map((flag) => fishFlag(flag, when)),
    ];
  });
  return `# fish completion for bulwark: bulwark completion fish > ~/.config/fish/completions/bulwark.fish\n${[...new Set(lines)].join('\n')}\n`;
}

function fishFlag(flag: FlagSpec, when: string): string {
  const words = valuesOf(flag);
  const short = flag.short ? ` -s ${flag.short}` : '';
  const value = flag.value ? (words.length > 0 ? ` -x -a ${quoted(words.join(' '))}` : ' -r') : '';
  return `complete -c bulwark -n ${quoted(when)} -l ${flag.name}${short}${value} -d ${quoted(flag.about)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, (match) => `\\${match}`)}'`;
}

function powershell(): string {
  const table = commands.map(
    (spec) =>
      `  '${spec.name}' = @(${flagsOf(spec)
        .map((flag) => `'--${flag.name}'`)
        .join(', ')})`,
  );
  return `# PowerShell completion for bulwark: bulwark completion powershell | Out-String | Invoke-Expression
$bulwarkFlags = @{
${table.join('\n')}
}
Register-ArgumentCompleter -Native -CommandName bulwark -ScriptBlock {
  param($word, $ast, $position)
  $parts = $ast.CommandElements | ForEach-Object { $_.ToString() }
  $words = if ($parts.Count -le 2 -and -not $word.StartsWith('-')) { ${firstWords()
    .map((word) => `'${word}'`)
    .join(', ')} } else { $bulwarkFlags[$parts[1]] + $bulwarkFlags["$($parts[1]) $($parts[2])"] }
  $words | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`;
}

function firstWords(): string[] {
  return [...new Set(commands.map((spec) => spec.name.split(' ')[0] ?? ''))];
}

/** Flags whose values are known, each once. */
function valueFlags(): [string, readonly string[]][] {
  const known = new Map<string, readonly string[]>();
  for (const flag of commands.flatMap(flagsOf)) {
    const words = valuesOf(flag);
    if (words.length > 0) known.set(flag.name, words);
  }
  return [...known];
}
