import type { DataFrame, MetricFindValue, QueryResultMetaNotice } from '@grafana/data';

import type { Reason } from '../../core/check/verdict';
import { reasonInFull } from '../reasonText';

/** A frame, or why there is none: what may not be read is never an empty table. */
export type FrameAnswer = { ok: true; frame: DataFrame } | { ok: false; reason: Reason };

/** The frames of a query, or why there are none. */
export type Answer = { ok: true; frames: readonly DataFrame[] } | { ok: false; reason: Reason };

/** The values of a dashboard variable, or why there are none. */
export type ValuesAnswer = { ok: true; values: readonly MetricFindValue[] } | { ok: false; reason: Reason };

export function oneFrame(answer: FrameAnswer): Answer {
  return answer.ok ? { ok: true, frames: [answer.frame] } : answer;
}

/** A notice of a frame: whose word is missing, and why. */
export function notice(subject: string | null, reason: Reason): QueryResultMetaNotice {
  return { severity: 'warning', text: subject === null ? reasonInFull(reason) : `${subject}: ${reasonInFull(reason)}` };
}

/** Each value once, in the order of the texts: `web-9` before `web-10`. */
export function inOrder(values: readonly MetricFindValue[]): readonly MetricFindValue[] {
  const once = new Map(values.map((value) => [String(value.value), value]));
  return [...once.values()].sort((a, b) => a.text.localeCompare(b.text, 'en', { numeric: true }));
}
