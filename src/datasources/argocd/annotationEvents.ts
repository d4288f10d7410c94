import type { AnnotationEvent, DataFrame } from '@grafana/data';

import { eventRows, filled, spanTo } from '../../ui/datasource/eventRows';

/** Syncs and operations as annotations: a point where something was deployed, a span from start to end of an operation. */
export function annotationEvents(frames: readonly DataFrame[]): AnnotationEvent[] {
  return frames.flatMap(eventRows).flatMap(({ text, time }): AnnotationEvent[] => {
    const start = time('Deployed') ?? time('Started');
    const phase = text('Phase');
    const revision = filled([text('Revision'), text('By')]).join(', ');
    return start === undefined
      ? []
      : [
          {
            time: start,
            ...spanTo(start, time('Ended')),
            title: filled([text('Application'), phase]).join(': '),
            text: filled([revision, text('Message')]).join('\n'),
            tags: filled([text('Project'), phase]),
          },
        ];
  });
}
