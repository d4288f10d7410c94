import type { AnnotationEvent, DataFrame } from '@grafana/data';

/** Tasks and backups as annotations: a span from start to end, or a point where something was taken. */
export function annotationEvents(frames: readonly DataFrame[]): AnnotationEvent[] {
  return frames.flatMap((frame) => {
    const columns = new Map(frame.fields.map(({ name, values }) => [name, values]));
    const cell = (name: string, at: number): unknown => columns.get(name)?.[at];
    const word = (name: string, at: number): string => {
      const value = cell(name, at);
      return typeof value === 'string' ? value : '';
    };
    const rows = Array.from({ length: frame.length }, (_, at) => at);
    return columns.has('UPID')
      ? rows.map((at) => taskEvent(cell, word, at))
      : rows.flatMap((at) => backupEvent(cell, word, at));
  });
}

type Cell = (name: string, at: number) => unknown;
type Word = (name: string, at: number) => string;

function taskEvent(cell: Cell, word: Word, at: number): AnnotationEvent {
  const started = Number(cell('Started', at));
  const ended = cell('Ended', at);
  const [type, subject, node, status] = ['Type', 'Subject', 'Node', 'Status'].map((name) => word(name, at));
  return {
    id: word('UPID', at),
    time: started,
    ...(typeof ended === 'number' && ended > started && { timeEnd: ended, isRegion: true }),
    title: [type, subject].filter(Boolean).join(' '),
    text: status,
    tags: [type, node].filter((tag) => tag !== undefined && tag !== '') as string[],
  };
}

function backupEvent(cell: Cell, word: Word, at: number): AnnotationEvent[] {
  const taken = cell('Taken', at);
  if (typeof taken !== 'number') {
    return [];
  }
  const [id, kind, place] = ['ID', 'Kind', 'Place'].map((name) => word(name, at));
  return [{ time: taken, title: `${kind} ${id}`, text: `${place}`, tags: [`${kind}`, `${place}`] }];
}
