/** The Prometheus text format, as the textfile collector of node_exporter reads it. */

export type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/** One gauge with its samples; nothing of one that has none. */
export function gauge(name: string, help: string, samples: readonly Sample[]): readonly string[] {
  return samples.length === 0
    ? []
    : [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} gauge`,
        ...samples.map(([labels, value]) => `${name}${labelsText(labels)} ${numberText(value)}`),
      ];
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const escaped = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
  const all = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
  return all.length === 0 ? '' : `{${all.join(',')}}`;
}

function numberText(value: number): string {
  return value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(value);
}
