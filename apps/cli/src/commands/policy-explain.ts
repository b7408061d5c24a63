import {
  diagnosticOf,
  problemText,
  type RuleOutcome,
  RuleStory,
  resultShape,
  resultText,
  shape,
  shapeText,
} from '@bulwark/policy';
import { inertText } from '@bulwark/report';
import type { CommandInput } from '../command-spec.ts';
import { deadlineOf } from '../policy/compile-choice.ts';
import { readyQuery } from '../policy/query-command.ts';
import { regoHost } from '../policy/rego-host.ts';

/** `bulwark policy explain QUERY`: which rules held, and at which expression the others failed. Exit code 2 on an error. */
export async function run(input: CommandInput): Promise<number> {
  const { settings, out } = input;
  const ready = readyQuery(input, 'policy explain');
  const deadline = deadlineOf(settings);
  if ('problems' in ready) {
    for (const problem of ready.problems) out.note(problemText(problem));
    return 2;
  }
  const story = new RuleStory();
  const { result, errors } = ready.query.evaluate({
    input: ready.document,
    limits: deadline.limits,
    strictBuiltinErrors: settings.flag('strict-builtin-errors'),
    host: regoHost({ print: (text) => out.note(text) }),
    observe: story.observe,
  });
  for (const error of errors) out.note(problemText(diagnosticOf(deadline.named(error))));
  if (settings.text('output') === 'json') {
    const rules = { value: story.outcomes().map((one) => ({ ...one })) };
    out.write(`${shapeText(shape({ result: resultShape(result), rules }), 'indented')}\n`);
  } else {
    out.write(story.outcomes().map(lineOf).join(''));
    if (errors.length === 0) out.write(resultText(result, 'pretty'));
  }
  return errors.length > 0 ? 2 : 0;
}

function lineOf({ rule, file, line, depth, holds, failed }: RuleOutcome): string {
  const place = inertText(`${file}:${line}`);
  const why = failed ? `: ${inertText(failed.text.replace(/\s+/g, ' '))} (line ${failed.line})` : '';
  return `${'  '.repeat(Math.max(0, depth - 1))}${holds ? 'holds' : 'fails'}  ${inertText(rule)}  ${place}${why}\n`;
}
