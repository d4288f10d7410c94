import type { Field } from './foreignField';
import { ownerIn, slug, type Draft, type Harvest } from './foreignObjective';
import { foreignCount } from './windowQuery';

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
    sli,
    window: '30d',
    target,
  });
}

function sliOf(sli: Field, name: string, harvest: Harvest): Draft['sli'] | null {
  const events = sli.at('events');
  if (events.exists) {
    const error = events.at('error_query', 'errorQuery');
    const total = events.at('total_query', 'totalQuery');
    const bad = countIn(error, name, harvest);
    const all = countIn(total, name, harvest);
    if (bad === null || all === null) {
      return null;
    }
    if (bad.isEvents && all.isEvents) {
      return { ratio: { total: all.count, bad: bad.count } };
    }
    const asIs = (count: string) => (count.includes('$window') ? count : `sum(increase(${count}[$window]))`);
    harvest.leave(name, events, 'its events cannot be counted over time: only the ratio of both is taken');
    return { share: { bad: `(${asIs(bad.count)}) / (${asIs(all.count)})` } };
  }
  const raw = sli.at('raw');
  if (raw.exists) {
    const share = countIn(raw.at('error_ratio_query', 'errorRatioQuery'), name, harvest);
    return share && { share: { bad: share.count } };
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

function countIn(field: Field, name: string, harvest: Harvest): { count: string; isEvents: boolean } | null {
  const query = field.text();
  const read = query === undefined ? { ok: false as const, why: 'the query is missing' } : foreignCount(query);
  if (!read.ok) {
    harvest.refuse(name, field, read.why);
    return null;
  }
  if (read.note !== undefined) {
    harvest.leave(name, field, read.note);
  }
  return read;
}
