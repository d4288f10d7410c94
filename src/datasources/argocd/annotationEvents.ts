import type { AnnotationEvent, DataFrame } from '@grafana/data';

/** Syncs and operations as annotations: a point where something was deployed, a span from start to end of an operation. */
export function annotationEvents(frames: readonly DataFrame[]): AnnotationEvent[] {
  return frames.flatMap((frame) => {
    const columns = new Map(frame.fields.map(({ name, values }) => [name, values]));
    const word = (name: string, row: number): string => {
      const value: unknown = columns.get(name)?.[row];
      return typeof value === 'string' ? value : '';
    };
    const time = (name: string, row: number): number | undefined => {
      const value: unknown = columns.get(name)?.[row];
      return typeof value === 'number' ? value : undefined;
    };
    return Array.from({ length: frame.length }, (_unused, row) => row).flatMap((row): AnnotationEvent[] => {
      const start = time('Deployed', row) ?? time('Started', row);
      if (start === undefined) {
        return [];
      }
      const end = time('Ended', row);
      const phase = word('Phase', row);
      const lines = [
        [word('Revision', row), word('By', row)].filter((part) => part !== '').join(', '),
        word('Message', row),
      ];
      return [
        {
          time: start,
          ...(end !== undefined && end > start && { timeEnd: end, isRegion: true }),
          title: [word('Application', row), phase].filter((part) => part !== '').join(': '),
          text: lines.filter((line) => line !== '').join('\n'),
          tags: [word('Project', row), phase].filter((tag) => tag !== ''),
        },
      ];
    });
  });
}
