import { record, text } from '@bulwark/model';
import { isObject, type JsonObject, type JsonValue, parseJson, SourceText } from '@bulwark/text';
import { oneLine } from '../one-line.ts';
import type { Answer } from './transport.ts';

/** The JSON object in an answer, numbers exact; undefined where it is none. */
export function jsonIn(answer: Answer): JsonObject | undefined {
  const value: JsonValue | undefined = parseJson(new SourceText('answer', answer.text)).documents[0]?.value;
  return isObject(value) ? value : undefined;
}

/** What the server said about a refusal: its Status message (`User "x" cannot list …`), or the bare status code. */
export function messageIn(answer: Answer): string {
  const message = text(record(jsonIn(answer))['message']);
  if (!message) return `the server answered ${answer.status}`;
  return oneLine(message.replace(/^\S+ is forbidden: /, ''));
}
