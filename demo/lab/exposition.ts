import type { LabelSet, Target } from './metric';

/** A target's metrics at `t` (seconds since the epoch) in the text format 0.0.4 that exporters speak. */
export function expositionText(target: Target, t: number): string {
  const lines: string[] = [];
  for (const { name, type, help, series } of target.families) {
    const samples = series
      .filter(({ exposed }) => exposed?.(t) ?? true)
      .map(({ labels, value }) => `${seriesText(name, labels)} ${value(t)}`);
    if (samples.length > 0) {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples);
    }
  }
  return lines.join('\n') + '\n';
}

/** `name{label="value",...}` as the text formats want it. */
export function seriesText(name: string, labels: LabelSet): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
}

/** The TYPE line of OpenMetrics: a counter's type belongs to the name without `_total`; without that suffix there is none. */
export function openMetricsType(name: string, type: 'gauge' | 'counter'): string {
  if (type === 'gauge') {
    return `# TYPE ${name} gauge\n`;
  }
  return name.endsWith('_total') ? `# TYPE ${name.slice(0, -'_total'.length)} counter\n` : `# TYPE ${name} unknown\n`;
}

function escapeLabel(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/"/g, '\\"');
}
