import { foreignCount, groupByOf, type ForeignCount } from './foreignCount';
import type { Field } from './foreignField';
import { ownerIn, slug, type Draft, type Harvest } from './foreignObjective';

/** Objectives of Sloth: the file `prometheus/v1` and the resource PrometheusServiceLevel, which differ in the case of their names. */
export function readSloth(spec: Field, labels: Field, harvest: Harvest): void {
  const service = spec.at('service').text()?.trim() ?? '';
  const slos = spec.at('slos');
  if (service === '') {
    harvest.refuse('', spec.at('service'), 'service is missing');
    spec.passOver();
    return;
  }
  if (slos.items().length === 0) {
    harvest.refuse('', slos, 'slos is missing or empty');
  }
  const owner = ownerIn(spec.at('labels')) ?? ownerIn(labels);
  for (const slo of slos.items()) {
    readOne(slo, service, owner, harvest);
  }
}

function readOne(slo: Field, service: string, shared: string | undefined, harvest: Harvest): void {
  const name = slo.at('name').text()?.trim() ?? '';
  const refused = harvest.refused.length;
  if (name === '') {
    harvest.refuse('', slo.at('name'), 'name is missing');
  }
  const objective = slo.at('objective');
  const target = objective.text();
  if (target === undefined) {
    harvest.refuse(name, objective, 'objective is missing: a percentage such as 99.9');
  }
  const sli = sliOf(slo.at('sli'), name, harvest);
  if (harvest.refused.length > refused || sli === null || target === undefined) {
    slo.passOver();
    return;
  }
  harvest.leave(name, slo, 'a Sloth file has no window: Sloth’s default of 30 days is taken');
  harvest.add(name, slo, {
    id: slug(service, name),
    title: `${service} ${name}`.slice(0, 200),
    promise: slo.at('description').text(),
    service,
    owner: ownerIn(slo.at('labels')) ?? shared,
    ...sli,
    window: '30d',
    target,
  });
}

type Indicator = Pick<Draft, 'sli' | 'groupBy'>;

function sliOf(sli: Field, name: string, harvest: Harvest): Indicator | null {
  const events = sli.at('events');
  if (events.exists) {
    return eventsOf(events, name, harvest);
  }
  const raw = sli.at('raw');
  if (raw.exists) {
    harvest.refuseUnknown(name, raw, ...RAW);
    const share = countIn(raw.at(...RAW), name, harvest);
    return share && { sli: { share: { bad: share.count } }, ...groupByOf(share.by) };
  }
  const plugin = sli.at('plugin');
  harvest.refuse(
    name,
    plugin.exists ? plugin : sli,
    plugin.exists
      ? `the plugin ${plugin.at('id').text() ?? ''} computes it: write its queries out as events`
      : 'sli has neither events nor raw'
  );
  return null;
}

const ERROR = ['error_query', 'errorQuery'] as const;
const TOTAL = ['total_query', 'totalQuery'] as const;
const RAW = ['error_ratio_query', 'errorRatioQuery'] as const;

function eventsOf(events: Field, name: string, harvest: Harvest): Indicator | null {
  harvest.refuseUnknown(name, events, ...ERROR, ...TOTAL);
  const bad = countIn(events.at(...ERROR), name, harvest);
  const all = countIn(events.at(...TOTAL), name, harvest);
  if (bad === null || all === null) {
    return null;
  }
  if (bad.by.join() !== all.by.join()) {
    harvest.refuse(name, events, 'its queries are grouped by different labels');
    return null;
  }
  const groupBy = groupByOf(all.by);
  if (bad.isEvents && all.isEvents) {
    return { sli: { ratio: { total: all.count, bad: bad.count } }, ...groupBy };
  }
  const by = all.by.length > 0 ? ` by (${all.by.join(', ')})` : '';
  const asIs = (count: string) => (count.includes('$window') ? count : `sum${by} (increase(${count}[$window]))`);
  harvest.leave(name, events, 'its events cannot be counted over time: only the ratio of both is taken');
  return { sli: { share: { bad: `(${asIs(bad.count)}) / (${asIs(all.count)})` } }, ...groupBy };
}

function countIn(field: Field, name: string, harvest: Harvest): Extract<ForeignCount, { ok: true }> | null {
  const query = field.text();
  const read = query === undefined ? { ok: false as const, why: 'the query is missing' } : foreignCount(query);
  if (!read.ok) {
    harvest.refuse(name, field, read.why);
    return null;
  }
  read.notes.forEach((note) => harvest.leave(name, field, note));
  return read;
}
