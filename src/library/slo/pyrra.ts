import { parseSelector, printSelector } from '../../core/slo/selector';
import { groupByOf, unfilledIn } from './foreignCount';
import type { Field } from './foreignField';
import { ownerIn, secondsOf, slug, type Draft, type Harvest } from './foreignObjective';

const DAY_SECONDS = 86_400;

/** An objective of Pyrra: the resource ServiceLevelObjective. */
export function readPyrra(document: Field, harvest: Harvest): void {
  const metadata = document.at('metadata');
  const labels = metadata.at('labels');
  const spec = document.at('spec');
  const name = metadata.at('name').text()?.trim() ?? '';
  const refused = harvest.refused.length;
  if (slug(name) === '') {
    harvest.refuse(name, metadata.at('name'), 'name is missing');
  }
  const target = spec.at('target').text();
  if (target === undefined) {
    harvest.refuse(name, spec.at('target'), 'target is missing: a percentage such as "99.9"');
  }
  const days = daysOf(spec.at('window'), name, harvest);
  const sli = sliOf(spec.at('indicator'), name, harvest);
  if (harvest.refused.length > refused || sli === null || days === null || target === undefined) {
    document.passOver();
    return;
  }
  const service = labels.at('service').text() ?? labels.at('pyrra.dev/service').text() ?? labels.at('app').text();
  harvest.add(name, metadata, {
    id: slug(name),
    title: name.slice(0, 200),
    promise: spec.at('description').text(),
    service: service ?? name,
    owner: ownerIn(labels) ?? ownerIn(metadata.at('annotations')),
    ...sli,
    window: `${days}d`,
    target,
  });
}

function daysOf(field: Field, name: string, harvest: Harvest): number | null {
  const seconds = secondsOf(field.text() ?? '');
  if (seconds === undefined || seconds % DAY_SECONDS !== 0 || seconds === 0) {
    harvest.refuse(name, field, `the window ${field.text() ?? ''} is not a number of whole days such as 4w`);
    return null;
  }
  return seconds / DAY_SECONDS;
}

type Indicator = Pick<Draft, 'sli' | 'groupBy'>;

function sliOf(indicator: Field, name: string, harvest: Harvest): Indicator | null {
  const kinds: ReadonlyArray<[Field, (field: Field) => Draft['sli'] | null]> = [
    [indicator.at('ratio'), (ratio) => ratioOf(ratio.at('total'), ratio.at('errors'), 'bad', name, harvest)],
    [indicator.at('latency'), (latency) => ratioOf(latency.at('total'), latency.at('success'), 'good', name, harvest)],
    [indicator.at('latencyNative'), (latency) => nativeOf(latency, name, harvest)],
    [indicator.at('bool_gauge', 'boolGauge'), (gauge) => uptimeOf(gauge, name, harvest)],
  ];
  const found = kinds.find(([field]) => field.exists);
  if (!found) {
    harvest.refuse(name, indicator, 'indicator has none of ratio, latency, latencyNative, bool_gauge');
    return null;
  }
  const [field, read] = found;
  const sli = read(field);
  harvest.refuseUnknown(name, field, 'grouping', 'metric', 'total', 'errors', 'success', 'latency');
  return sli && { sli, ...groupByOf(groupingOf(field)) };
}

function groupingOf(indicator: Field): readonly string[] {
  return indicator
    .at('grouping')
    .items()
    .flatMap((item) => item.text() ?? []);
}

function ratioOf(total: Field, part: Field, kind: 'good' | 'bad', name: string, harvest: Harvest): Draft['sli'] | null {
  const all = selectorOf(total, name, harvest);
  const some = selectorOf(part, name, harvest);
  if (all === null || some === null) {
    return null;
  }
  return { ratio: kind === 'good' ? { total: all, good: some } : { total: all, bad: some } };
}

/** The plain selector of a query; with an offset it is counted there. */
function selectorOf(query: Field, name: string, harvest: Harvest): string | null {
  harvest.refuseUnknown(name, query, 'metric');
  const metric = query.at('metric');
  const text = metric.text()?.trim() ?? '';
  const [, selector = text, offset] = /^([^]*?)\s+offset\s+(-?[0-9a-z]+)$/.exec(text) ?? [];
  const read = parseSelector(selector);
  const unfilled = unfilledIn(selector);
  if (!read.ok || unfilled !== undefined) {
    const why = unfilled ?? (read.ok ? '' : `the metric ${read.message}`);
    harvest.refuse(name, metric, text === '' ? 'metric is missing' : why);
    return null;
  }
  const plain = printSelector(read.selector);
  return offset === undefined ? plain : `increase(${plain}[$window] offset ${offset})`;
}

/**
 * Of a native histogram: the events, and the share of them below the limit. Histograms are added up before the share is taken: one
 * without events has none.
 */
function nativeOf(latency: Field, name: string, harvest: Harvest): Draft['sli'] | null {
  const metric = selectorOf(latency.at('total'), name, harvest);
  const limit = secondsOf(latency.at('latency').text() ?? '');
  if (limit === undefined || limit === 0) {
    harvest.refuse(name, latency.at('latency'), 'latency is not a duration such as 200ms');
    return null;
  }
  if (metric === null) {
    return null;
  }
  if (metric.includes('$window')) {
    harvest.refuse(name, latency, 'an offset of a native histogram is not carried');
    return null;
  }
  const by = groupingOf(latency);
  const whole = `sum${by.length > 0 ? ` by (${by.join(', ')})` : ''} (increase(${metric}[$window]))`;
  const count = `histogram_count(${whole})`;
  const good = `histogram_fraction(0, ${limit}, ${whole}) * ${count} and ${count} > 0 or ${count}`;
  return { ratio: { total: `histogram_count(increase(${metric}[$window]))`, good } };
}

function uptimeOf(gauge: Field, name: string, harvest: Harvest): Draft['sli'] | null {
  const metric = gauge.at('metric');
  const text = metric.text() ?? '';
  const read = parseSelector(text);
  const unfilled = unfilledIn(text);
  if (!read.ok || unfilled !== undefined) {
    harvest.refuse(name, metric, unfilled ?? (read.ok ? '' : `the metric ${read.message}`));
    return null;
  }
  return { uptime: printSelector(read.selector) };
}
