import { type Container, containerPointer, integer, record } from '@bulwark/model';
import { canonicalJson, isObject, type JsonObject } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';

export default defineCheck({
  id: 'workload-identical-probes',
  version: 1,
  title: 'Liveness and readiness probe are the same',
  severity: 'low',
  why: 'The same question has two answers: a pod that cannot take requests for a moment should be left alone, not restarted. With equal probes every overload restarts the pods, and the rest gets the more to do.',
  attack: 'A burst of expensive requests makes all pods fail their probes and restart one after the other.',
  remedy: 'Give the liveness probe a cheaper question, or a higher `failureThreshold` than the readiness probe has.',
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  techniques: ['T1499'],
  appliesTo: 'workload',
  onlyWith: ['livenessProbe'],
  find: (pod) =>
    pod.containers.filter(areIdentical).map((container) => ({
      pointer: containerPointer(container, '/livenessProbe'),
      message: `Container "${container.name}" is restarted for the same reason, and as soon, as it is taken out of service.`,
    })),
  repair: {
    kind: 'none',
    reason: 'How long the application may be unable to answer before a restart helps is known to its authors only.',
  },
});

function areIdentical({ value }: Container): boolean {
  const { livenessProbe: liveness, readinessProbe: readiness } = value;
  if (!isObject(liveness) || !isObject(readiness)) return false;
  if (patienceOf(liveness) > patienceOf(readiness)) return false;
  return canonicalJson(actionOf(liveness)) === canonicalJson(actionOf(readiness));
}

/** Seconds of failing before the probe acts, by the defaults of the API. */
function patienceOf(probe: JsonObject): number {
  return (integer(probe['failureThreshold']) ?? 3) * (integer(probe['periodSeconds']) ?? 10);
}

function actionOf(probe: JsonObject): JsonObject {
  const { httpGet, tcpSocket, exec, grpc } = probe;
  return { httpGet: record(httpGet), tcpSocket: record(tcpSocket), exec: record(exec), grpc: record(grpc) };
}
