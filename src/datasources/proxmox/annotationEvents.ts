import type { AnnotationEvent, DataFrame } from '@grafana/data';

import { eventRows, filled, spanTo, type EventRow } from '../../ui/datasource/eventRows';

/** Tasks and backups as annotations: a span from start to end, or a point where something was taken. */
export function annotationEvents(frames: readonly DataFrame[]): AnnotationEvent[] {
  return frames.flatMap(eventRows).flatMap((row) => taskEvent(row) ?? backupEvent(row) ?? []);
}

function taskEvent({ text, time }: EventRow): AnnotationEvent | null {
  const started = time('Started');
  const id = text('UPID');
  return started === undefined || id === ''
    ? null
    : {
        id,
        time: started,
        ...spanTo(started, time('Ended')),
        title: filled([text('Type'), text('Subject')]).join(' '),
        text: text('Status'),
        tags: filled([text('Type'), text('Node')]),
      };
}

function backupEvent({ text, time }: EventRow): AnnotationEvent | null {
  const taken = time('Taken');
  return taken === undefined
    ? null
    : {
        time: taken,
        title: filled([text('Kind'), text('ID')]).join(' '),
        text: text('Place'),
        tags: filled([text('Kind'), text('Place')]),
      };
}
