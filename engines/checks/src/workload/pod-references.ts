import { containerPointer, items, type PodTemplate, record, text } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';

/** A ConfigMap or Secret that a pod does not start without, or one key of it. */
export interface PodReference {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly key?: string;
  /** Where the name stands. */
  readonly pointer: string;
  /** Where the key stands. */
  readonly keyPointer?: string;
}

/** What the environment and the volumes of a pod take from ConfigMaps and Secrets; optional references are left out. */
export function referencesOf(pod: PodTemplate): readonly PodReference[] {
  const found: PodReference[] = [];
  for (const container of pod.containers) {
    for (const [index, variable] of items(container.value['env']).entries()) {
      const from = record(variable)['valueFrom'];
      if (from !== undefined) addVariable(found, record(from), containerPointer(container, `/env/${index}/valueFrom`));
    }
    for (const [index, source] of items(container.value['envFrom']).entries()) {
      addWhole(found, record(source), containerPointer(container, `/envFrom/${index}`));
    }
  }
  for (const [index, volume] of items(pod.spec['volumes']).entries()) {
    addVolume(found, record(volume), `${pod.specPointer}/volumes/${index}`);
  }
  return found;
}

function addVariable(into: PodReference[], { configMapKeyRef, secretKeyRef }: JsonObject, at: string): void {
  if (configMapKeyRef !== undefined) addKey(into, 'ConfigMap', { value: configMapKeyRef, at: `${at}/configMapKeyRef` });
  if (secretKeyRef !== undefined) addKey(into, 'Secret', { value: secretKeyRef, at: `${at}/secretKeyRef` });
}

interface Place {
  readonly value: JsonValue;
  readonly at: string;
  /** The field of the object's name, where it is not `name`. */
  readonly nameField?: string;
}

function addKey(into: PodReference[], kind: PodReference['kind'], { value, at }: Place): void {
  const reference = record(value);
  const name = text(reference['name']);
  const key = text(reference['key']);
  if (!name || !key || reference['optional'] === true) return;
  into.push({ kind, name, key, pointer: `${at}/name`, keyPointer: `${at}/key` });
}

function addWhole(into: PodReference[], { configMapRef, secretRef }: JsonObject, at: string): void {
  if (configMapRef !== undefined) addItems(into, 'ConfigMap', { value: configMapRef, at: `${at}/configMapRef` });
  if (secretRef !== undefined) addItems(into, 'Secret', { value: secretRef, at: `${at}/secretRef` });
}

function addVolume(into: PodReference[], { configMap, secret, projected }: JsonObject, at: string): void {
  if (configMap !== undefined) addItems(into, 'ConfigMap', { value: configMap, at: `${at}/configMap` });
  if (secret !== undefined) addItems(into, 'Secret', { value: secret, at: `${at}/secret`, nameField: 'secretName' });
  if (projected === undefined) return;
  for (const [index, source] of items(record(projected)['sources']).entries()) {
    addProjected(into, record(source), `${at}/projected/sources/${index}`);
  }
}

function addProjected(into: PodReference[], { configMap, secret }: JsonObject, at: string): void {
  if (configMap !== undefined) addItems(into, 'ConfigMap', { value: configMap, at: `${at}/configMap` });
  if (secret !== undefined) addItems(into, 'Secret', { value: secret, at: `${at}/secret` });
}

/** The object as a whole, or the keys that its `items` name. */
function addItems(into: PodReference[], kind: PodReference['kind'], { value, at, nameField = 'name' }: Place): void {
  const source = record(value);
  const name = text(source[nameField]);
  if (!name || source['optional'] === true) return;
  const pointer = `${at}/${nameField}`;
  const keys = items(source['items']);
  if (keys.length === 0) into.push({ kind, name, pointer });
  for (const [index, item] of keys.entries()) {
    const key = text(record(item)['key']);
    if (key) into.push({ kind, name, key, pointer, keyPointer: `${at}/items/${index}/key` });
  }
}
