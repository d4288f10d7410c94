import type { Frame } from './queryFrames';

/** What Prometheus says beside an answer, as Grafana 12.4 passes it on (`pkg/promlib/converter/prom.go`). */
export interface Notice {
  severity: 'info' | 'warning';
  text: string;
}

/** Warnings first, then what only informs. */
export function noticesOf({
  warnings = [],
  infos = [],
}: {
  warnings?: readonly string[];
  infos?: readonly string[];
}): Notice[] {
  return [
    ...warnings.map((text): Notice => ({ severity: 'warning', text })),
    ...infos.map((text): Notice => ({ severity: 'info', text })),
  ];
}

/** On every frame; where there is no series, on a frame without fields that carries nothing else. */
export function withNotices(frames: readonly Frame[], notices: readonly Notice[]): Frame[] {
  if (notices.length === 0) {
    return [...frames];
  }
  if (frames.length === 0) {
    return [{ schema: { name: 'Warnings', meta: { notices }, fields: [] }, data: { values: [] } }];
  }
  return frames.map((frame) => {
    const { schema, ...rest } = frame as { schema: { meta?: object } };
    return { ...rest, schema: { ...schema, meta: { ...schema.meta, notices } } };
  });
}
