import type { Reason } from '../check/verdict';
import type { MeasureContext, Read } from './read';

/** Parts of a small cluster for tests, everything readable and well. */

export const NOW = 1_795_200_000_000;

export const HOUR = 3_600_000;

export const DAY = 24 * HOUR;

export const GIB = 2 ** 30;

export function given<T>(value: T, atMs = NOW): Extract<Read<T>, { ok: true }> {
  return { ok: true, value, atMs };
}

export function refused(code: Reason['code'] = 'not-permitted', detail?: string): Extract<Read<never>, { ok: false }> {
  return { ok: false, reason: { code, ...(detail !== undefined && { detail }) } };
}

/** Answers by name: of nodes, guests, storages. */
export function byName<T>(...answers: ReadonlyArray<readonly [string, Read<T>]>): ReadonlyMap<string, Read<T>> {
  return new Map(answers);
}

export function onN1<T>(value: T): ReadonlyMap<string, Read<T>> {
  return byName(['n1', given(value)]);
}

/** The value on n1, and n2 that does not answer. */
export function n2Offline<T>(value: T): ReadonlyMap<string, Read<T>> {
  return byName<T>(['n1', given(value)], ['n2', refused('source-down', 'n2 is offline')]);
}

export const CONTEXT: MeasureContext = { nowMs: NOW, windowSeconds: 86_400 };
