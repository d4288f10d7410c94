import {
  CoreApp,
  dateTimeFormat,
  getTimeZone,
  type AnnotationEvent,
  type AnnotationQuery,
  type DataFrame,
  type DataQuery,
  type DataQueryRequest,
  type DataSourceApi,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { firstValueFrom, from } from 'rxjs';

interface ShownEvent extends AnnotationEvent {
  name: string;
}

/** As Grafana's standard support reads a frame: fields by the names of an event. */
function eventsOf(frames: DataFrame[]): AnnotationEvent[] {
  return frames.flatMap((frame) => {
    const named = (name: string) => frame.fields.find((field) => field.name.toLowerCase() === name.toLowerCase());
    const time = named('time') ?? frame.fields.find((field) => field.type === 'time');
    return Array.from({ length: frame.length }, (_, at) => ({
      time: Number(time?.values[at]),
      timeEnd: Number(named('timeEnd')?.values[at]) || undefined,
      title: named('title')?.values[at] as string | undefined,
      text: named('text')?.values[at] as string | undefined,
      tags: [named('tags')?.values[at] as string | string[] | undefined].flat().filter(Boolean) as string[],
    }));
  });
}

async function eventsFrom(source: DataSourceApi, saved: AnnotationQuery, range: TimeRange): Promise<AnnotationEvent[]> {
  const support = source.annotations;
  if (!support) {
    return [];
  }
  const prepared = support.prepareAnnotation?.(saved) ?? saved;
  const query = support.prepareQuery ? support.prepareQuery(prepared) : (prepared.target as DataQuery | undefined);
  if (!query) {
    return [];
  }
  const request = {
    requestId: `annotations-${saved.name}`,
    app: CoreApp.Dashboard,
    timezone: getTimeZone(),
    range,
    interval: '1m',
    intervalMs: 60_000,
    maxDataPoints: 100,
    scopedVars: {},
    startTime: Date.now(),
    targets: [{ ...query, refId: 'Anno' }],
  } as unknown as DataQueryRequest;
  const { data } = await firstValueFrom(from(source.query(request)));
  const frames = data as DataFrame[];
  const processed = support.processEvents?.(prepared, frames);
  return processed ? ((await firstValueFrom(processed)) ?? []) : eventsOf(frames);
}

/** What the dashboard's annotations of plugins say in the range, newest first; Grafana draws them into the charts. */
export function AnnotationList({ list, range }: { list: AnnotationQuery[]; range: TimeRange }) {
  const [events, setEvents] = useState<ShownEvent[]>([]);
  useEffect(() => {
    let gone = false;
    const ask = async (saved: AnnotationQuery): Promise<ShownEvent[]> => {
      const found = await eventsFrom(await getDataSourceSrv().get(saved.datasource), saved, range);
      return found.map((event) => ({ ...event, name: saved.name }));
    };
    void Promise.allSettled(list.map(ask)).then((answers) => {
      const all = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      if (!gone) {
        setEvents(all.sort((a, b) => (b.time ?? 0) - (a.time ?? 0)));
      }
    });
    return () => {
      gone = true;
    };
  }, [list, range]);
  if (list.length === 0) {
    return null;
  }
  return (
    <details>
      <summary>{`${events.length} annotations`}</summary>
      <ul aria-label="Annotations" style={{ maxHeight: 300, overflowY: 'auto' }}>
        {events.map((event, at) => (
          <li key={at}>
            {[dateTimeFormat(event.time ?? 0), event.name, event.title, event.text].filter(Boolean).join(' · ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
