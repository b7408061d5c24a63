import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { storageClassesWrite } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-storageclasses-write',
  version: 1,
  title: 'Role can write storage classes',
  severity: 'low',
  why: 'A StorageClass decides which driver makes a volume, with which options, Secrets and encryption.',
  attack: 'An attacker makes a default class whose volumes are not encrypted or live at a store of its own.',
  remedy: 'Leave storage classes to administrators.',
  accept: 'Storage operators that install their own classes.',
  references: ['https://kubernetes.io/docs/concepts/storage/storage-classes/'],
  techniques: ['T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, storageClassesWrite),
  repair: { kind: 'none', reason: 'Storage operators need it; whether this holder is one is known only from its use.' },
});
