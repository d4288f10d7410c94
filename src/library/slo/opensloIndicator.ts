import { parseSelector } from '../../core/slo/selector';
import { foreignCount, groupByOf, unfilledIn, withOurWindow, type ForeignCount } from './foreignCount';
import type { Field } from './foreignField';
import type { Draft, Harvest } from './foreignObjective';
import { ownAnnotation } from './opensloAnnotations';

/** Documents of one file that others refer to. */
export interface OpensloFile {
  /** SLI by name. */
  indicators: ReadonlyMap<string, Field>;
  /** Type of a data source by name, `Prometheus`. */
  sources: ReadonlyMap<string, string>;
}

export type OpensloVersion = 'openslo/v1' | 'openslo/v1alpha';

type Indicator = Pick<Draft, 'sli' | 'groupBy'>;
type Count = Extract<ForeignCount, { ok: true }>;

/** Indicators of an SLO of OpenSLO: written in it, in one of its objectives, or referred to. */
export class OpensloIndicator {
  private readonly spec: Field;

  constructor(
    private readonly name: string,
    private readonly document: Field,
    private readonly version: OpensloVersion,
    private readonly file: OpensloFile,
    private readonly harvest: Harvest
  ) {
    this.spec = document.at('spec');
  }

  /** What an objective of it counts; null when that is refused. */
  sliOf(one: Field): Indicator | null {
    const indicator = this.indicatorOf(one);
    if (indicator === null) {
      return null;
    }
    const ratio = this.version === 'openslo/v1alpha' ? one.at('ratioMetrics') : indicator.at('ratioMetric');
    const threshold = indicator.at('thresholdMetric');
    if (ratio.exists) {
      return this.ratioOf(one, ratio);
    }
    if (threshold.exists) {
      return this.thresholdOf(one, threshold);
    }
    this.harvest.refuse(this.name, indicator, 'the indicator has neither ratioMetric nor thresholdMetric');
    return null;
  }

  /** The objective's own indicator, else the SLO's; written there or referred to. */
  private indicatorOf(one: Field): Field | null {
    if (this.version === 'openslo/v1alpha') {
      return this.spec.at('indicator');
    }
    const holder = [one, this.spec].find((field) => field.at('indicator').exists || field.at('indicatorRef').exists);
    if (!holder) {
      this.harvest.refuse(this.name, this.spec, 'neither indicator nor indicatorRef is there');
      return null;
    }
    const inline = holder.at('indicator');
    if (inline.exists) {
      inline.at('metadata').passOver();
      return inline.at('spec');
    }
    const ref = holder.at('indicatorRef');
    const found = this.file.indicators.get(ref.text() ?? '');
    if (!found) {
      this.harvest.refuse(
        this.name,
        ref,
        `the SLI ${ref.text() ?? ''} is not in this file: put its document beside the SLO`
      );
      return null;
    }
    found.at('metadata').passOver();
    return found.at('spec');
  }

  private ratioOf(one: Field, ratio: Field): Indicator | null {
    for (const field of [one.at('op'), one.at('value')]) {
      if (field.text() !== undefined) {
        this.harvest.leave(this.name, field, `${field.path.split('.').pop() ?? ''} means nothing for a ratio`);
      }
    }
    const counter = ratio.at('counter', 'incremental');
    const isCounter = counter.flag();
    if (ratio.at('raw').exists) {
      return this.rawOf(ratio);
    }
    const bad = ratio.at('bad');
    const part = bad.exists ? bad : ratio.at('good');
    const total = this.countOf(ratio.at('total'));
    const some = this.countOf(part);
    if (total === null || some === null) {
      return null;
    }
    if (bad.exists && ratio.at('good').exists) {
      this.harvest.leave(this.name, ratio.at('good'), 'good and bad are both there: bad is taken');
      ratio.at('good').passOver();
    }
    if (total.by.join() !== some.by.join() && this.own('group-by') === undefined) {
      this.harvest.refuse(this.name, ratio, 'its queries are grouped by different labels');
      return null;
    }
    const plain = [total, some].filter(({ count }) => parseSelector(count).ok).length;
    if (isCounter === false && !(total.hasWindow && some.hasWindow)) {
      return this.gaugesOf(ratio, total, some, bad.exists);
    }
    if (isCounter === undefined && plain > 0) {
      this.harvest.leave(this.name, ratio, 'counter is not said: what only grows is taken');
    }
    const flags = {
      ...(this.own('rare') === 'true' && { rare: true }),
      ...(this.own('absent-is-zero') === 'true' && { absentIsZero: true }),
    };
    const counted = bad.exists ? { bad: some.count } : { good: some.count };
    return { sli: { ratio: { total: total.count, ...counted, ...flags } }, ...groupByOf(total.by) };
  }

  /** Values that go up and down: the ratio of their sums over the window. */
  private gaugesOf(ratio: Field, total: Count, part: Count, isBad: boolean): Indicator | null {
    if (total.hasWindow || part.hasWindow) {
      this.harvest.refuse(this.name, ratio, 'counter is false, and only one of its queries has a window');
      return null;
    }
    const by = total.by.length > 0 ? ` by (${total.by.join(', ')})` : '';
    const summed = ({ count }: Count) => `sum${by} (sum_over_time(${count}[$window]))`;
    const share = `${summed(part)} / ${summed(total)}`;
    this.harvest.leave(this.name, ratio, 'counter is false: events are not counted, the ratio of both sums is taken');
    return { sli: { share: { bad: isBad ? share : `1 - (${share})` } }, ...groupByOf(total.by) };
  }

  private rawOf(ratio: Field): Indicator | null {
    const raw = ratio.at('raw');
    const query = this.queryOf(raw);
    if (query === null) {
      return null;
    }
    const type = ratio.at('rawType').text();
    if (type === undefined) {
      this.harvest.leave(this.name, ratio, 'rawType is not said: success is taken');
    }
    const isSuccess = (type ?? 'success').toLowerCase() === 'success';
    const named = withOurWindow(query);
    const unfilled = unfilledIn(named);
    if (unfilled !== undefined) {
      this.harvest.refuse(this.name, raw, unfilled);
      return null;
    }
    const counted = foreignCount(named);
    const isWindowed = counted.ok && counted.count.includes('$window');
    const share = isWindowed ? counted.count : `avg_over_time((${named})[$window:1m])`;
    return {
      sli: { share: { bad: isSuccess ? `1 - (${share})` : share } },
      ...groupByOf(counted.ok ? counted.by : []),
    };
  }

  private thresholdOf(one: Field, threshold: Field): Indicator | null {
    const written = this.queryOf(threshold);
    if (written === null) {
      return null;
    }
    const query = withOurWindow(written);
    const unfilled = unfilledIn(query);
    if (unfilled !== undefined) {
      this.harvest.refuse(this.name, threshold, unfilled);
      return null;
    }
    const kind = this.own('sli');
    const op = one.at('op');
    const said = op.text()?.toLowerCase();
    const value = one.at('value');
    const limit = Number(value.text() ?? 'NaN');
    const newest = /^time\(\) - \(([^]*)\)$/.exec(query)?.[1];
    if (kind === 'uptime') {
      return { sli: { uptime: query } };
    }
    if (kind === 'freshness' && newest !== undefined) {
      return { sli: { freshness: { newest, maxAge: `${limit}s` } } };
    }
    const known = (['gt', 'gte', 'lt', 'lte'] as const).find((name) => name === said);
    if (known === undefined || !Number.isFinite(limit)) {
      const wrong = known === undefined ? op : value;
      this.harvest.refuse(this.name, wrong, 'a threshold needs op (lte, gte, lt, gt) and value (a number)');
      return null;
    }
    return { sli: { threshold: { value: query, op: known, limit } } };
  }

  private countOf(field: Field): Count | null {
    const query = this.queryOf(field);
    const read = query === null ? null : foreignCount(query);
    if (read === null) {
      return null;
    }
    // What Ops Rounds has written was a count already.
    if (!read.ok || (!read.isEvents && this.own('owner') === undefined)) {
      const why = read.ok ? 'whether the query gives a number of events cannot be told' : read.why;
      this.harvest.refuse(this.name, field, why);
      return null;
    }
    read.notes.forEach((note) => this.harvest.leave(this.name, field, note));
    return read;
  }

  /** The query of a metric source, when it is one of Prometheus. */
  private queryOf(field: Field): string | null {
    const source = this.version === 'openslo/v1alpha' ? field : field.at('metricSource');
    const ref = source.at('metricSourceRef').text();
    const type = source.at('type', 'source').text() ?? (ref === undefined ? undefined : this.file.sources.get(ref));
    source.at('queryType').text();
    const spec = source.at('spec');
    // Some write the query alone where its fields belong.
    const query =
      this.version === 'openslo/v1alpha'
        ? source.at('query')
        : spec.text() === undefined
          ? spec.at('query', 'promql')
          : spec;
    if (type !== undefined && !/prometheus|mimir|thanos|cortex|victoria/i.test(type)) {
      this.harvest.refuse(this.name, field, `the query is of ${type}, not of Prometheus`);
      return null;
    }
    this.harvest.refuseUnknown(this.name, spec, 'query', 'promql');
    if (type === undefined) {
      const from = ref === undefined ? 'its source is not said' : `the data source ${ref} is not in this file`;
      this.harvest.leave(this.name, field, `${from}: the query is taken for PromQL`);
    }
    const text = query.text()?.trim() ?? '';
    if (text === '') {
      this.harvest.refuse(this.name, field, 'the query is missing');
      return null;
    }
    return text;
  }

  private own(field: string): string | undefined {
    return ownAnnotation(this.document.at('metadata'), field);
  }
}
