import type { WrittenObjective } from '../../core/slo/objectiveSchema';
import type { Field } from './foreignField';
import { ownerIn, percentOfRatio, secondsOf, slug, type Draft, type Harvest } from './foreignObjective';
import { ownAnnotation, ownFields } from './opensloAnnotations';
import { opensloWindow } from './opensloWindow';
import { foreignCount } from './windowQuery';

/** Documents of one file that others refer to. */
export interface OpensloFile {
  /** SLI by name. */
  indicators: ReadonlyMap<string, Field>;
  /** Type of a data source by name, `Prometheus`. */
  sources: ReadonlyMap<string, string>;
}

export type OpensloVersion = 'openslo/v1' | 'openslo/v1alpha';

/** An SLO of OpenSLO: an objective for each of its objectives, and a composite where each has its own indicator. */
export function readOpenslo(document: Field, version: OpensloVersion, file: OpensloFile, harvest: Harvest): void {
  const metadata = document.at('metadata');
  const name = metadata.at('name').text()?.trim() ?? '';
  if (slug(name) === '') {
    harvest.refuse(name, metadata.at('name'), 'name is missing');
    document.passOver();
    return;
  }
  const spec = document.at('spec');
  const objectives = spec.at('objectives').items();
  const window = opensloWindow(spec, name, harvest);
  if (objectives.length === 0) {
    harvest.refuse(name, spec.at('objectives'), 'objectives is missing or empty');
  }
  if (objectives.length === 0 || window === null) {
    document.passOver();
    return;
  }
  new Slo(name, document, version, file, harvest).read(objectives, window);
}

interface Member {
  objective: string;
  weight: number;
  target: string;
}

class Slo {
  private readonly spec: Field;
  private readonly metadata: Field;

  constructor(
    private readonly name: string,
    document: Field,
    private readonly version: OpensloVersion,
    private readonly file: OpensloFile,
    private readonly harvest: Harvest
  ) {
    this.spec = document.at('spec');
    this.metadata = document.at('metadata');
  }

  read(objectives: readonly Field[], window: NonNullable<WrittenObjective['window']>): void {
    const own = objectives.filter((one) => one.at('indicator').exists || one.at('indicatorRef').exists);
    const isComposite = own.length === objectives.length && objectives.length > 1;
    const before = this.harvest.refused.length;
    const members = objectives.map((one, index) => this.readOne(one, objectives.length > 1 ? index : null, window));
    if (isComposite) {
      this.compose(members, window);
    }
    if (this.harvest.refused.length > before) {
      this.spec.passOver();
      this.metadata.passOver();
    }
  }

  private readOne(one: Field, index: number | null, window: NonNullable<WrittenObjective['window']>): Member | null {
    const refused = this.harvest.refused.length;
    const target = this.targetOf(one);
    const method = this.methodOf(one);
    const sli = this.sliOf(one);
    const weight = Number(one.at('compositeWeight').text() ?? '1');
    if (this.harvest.refused.length > refused || target === null || sli === null) {
      one.passOver();
      return null;
    }
    const part = one.at('displayName').text();
    const label = index === null ? undefined : (part ?? String(index + 1));
    const { service, owner, title } = this.common();
    const id = this.harvest.add(this.name, one, {
      id: slug(this.name, ...(label === undefined ? [] : [label])),
      title: (label === undefined ? title : `${title}: ${label}`).slice(0, 200),
      promise: this.spec.at('description').text(),
      service,
      owner,
      ...ownFields(this.metadata),
      sli,
      ...(method !== undefined && { method }),
      window,
      target,
    });
    return id === null ? null : { objective: id, weight: Number.isFinite(weight) ? weight : 1, target };
  }

  private common(): { service: string; owner: string | undefined; title: string } {
    return {
      service: this.spec.at('service').text()?.trim() || this.name,
      owner: this.own('owner') ?? ownerIn(this.metadata.at('labels')) ?? ownerIn(this.metadata.at('annotations')),
      title: this.metadata.at('displayName').text()?.trim() || this.name,
    };
  }

  private compose(members: ReadonlyArray<Member | null>, window: NonNullable<WrittenObjective['window']>): void {
    const known = members.filter((member) => member !== null);
    if (known.length < members.length) {
      this.harvest.refuse(this.name, this.spec.at('objectives'), 'not all members of the composite could be read');
      return;
    }
    const targets = [...new Set(known.map(({ target }) => target))].sort((a, b) => Number(a) - Number(b));
    if (targets.length > 1) {
      const why = `the members have their own targets: the composite has the lowest, ${targets[0]} %`;
      this.harvest.leave(this.name, this.spec.at('objectives'), why);
    }
    this.harvest.add(this.name, this.metadata, {
      id: slug(this.name),
      promise: this.spec.at('description').text(),
      ...this.common(),
      sli: { composite: known.map(({ objective, weight }) => ({ objective, weight })) },
      window,
      target: targets[0] ?? '',
    });
  }

  private own(field: string): string | undefined {
    return ownAnnotation(this.metadata, field);
  }

  private targetOf(one: Field): string | null {
    const percent = one.at('targetPercent').text();
    const ratio = one.at('target');
    const target = percent ?? percentOfRatio(ratio.text() ?? '');
    if (target === undefined) {
      this.harvest.refuse(this.name, ratio, 'target is missing: a ratio such as 0.999');
      return null;
    }
    return target;
  }

  private methodOf(one: Field): WrittenObjective['method'] {
    const field = this.spec.at('budgetingMethod');
    const method = (field.text() ?? 'Occurrences').toLowerCase();
    if (method === 'occurrences') {
      return undefined;
    }
    if (method !== 'timeslices' && method !== 'ratiotimeslices') {
      this.harvest.refuse(this.name, field, 'not one of Occurrences, Timeslices, RatioTimeslices');
      return undefined;
    }
    const slice = this.sliceOf(one);
    if (method === 'ratiotimeslices') {
      return { ratioTimeSlices: { slice } };
    }
    const target = percentOfRatio(one.at('timeSliceTarget').text() ?? '1');
    if (target === undefined) {
      this.harvest.refuse(this.name, one.at('timeSliceTarget'), 'not a ratio such as 0.95');
      return undefined;
    }
    return { timeSlices: { slice, target } };
  }

  /** A bare number is minutes. */
  private sliceOf(one: Field): string {
    const text = one.at('timeSliceWindow').text();
    if (text === undefined) {
      this.harvest.leave(this.name, one, 'the length of a slice is not said: 1 minute is taken');
      return '1m';
    }
    const seconds = /^\d+$/.test(text) ? Number(text) * 60 : secondsOf(text);
    return seconds === undefined ? text : `${seconds}s`;
  }

  private sliOf(one: Field): Draft['sli'] | null {
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
      this.harvest.refuse(this.name, ref, `the SLI ${ref.text() ?? ''} is not in this file`);
      return null;
    }
    found.at('metadata').passOver();
    return found.at('spec');
  }

  private ratioOf(one: Field, ratio: Field): Draft['sli'] | null {
    for (const field of [one.at('op'), one.at('value')]) {
      if (field.text() !== undefined) {
        this.harvest.leave(this.name, field, `${field.path.split('.').pop() ?? ''} means nothing for a ratio`);
      }
    }
    ratio.at('counter', 'incremental').flag();
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
    const flags = {
      ...(this.own('rare') === 'true' && { rare: true }),
      ...(this.own('absent-is-zero') === 'true' && { absentIsZero: true }),
    };
    return { ratio: { total, ...(bad.exists ? { bad: some } : { good: some }), ...flags } };
  }

  private rawOf(ratio: Field): Draft['sli'] | null {
    const query = this.queryOf(ratio.at('raw'));
    if (query === null) {
      return null;
    }
    const isSuccess = (ratio.at('rawType').text() ?? 'success').toLowerCase() === 'success';
    const counted = foreignCount(query);
    const share =
      counted.ok && counted.count.includes('$window') ? counted.count : `avg_over_time((${query})[$window:1m])`;
    return { share: { bad: isSuccess ? `1 - (${share})` : share } };
  }

  private thresholdOf(one: Field, threshold: Field): Draft['sli'] | null {
    const query = this.queryOf(threshold);
    if (query === null) {
      return null;
    }
    const kind = this.own('sli');
    const op = one.at('op');
    const said = op.text()?.toLowerCase();
    const value = one.at('value');
    const limit = Number(value.text() ?? 'NaN');
    const newest = /^time\(\) - \(([^]*)\)$/.exec(query)?.[1];
    if (kind === 'uptime') {
      return { uptime: query };
    }
    if (kind === 'freshness' && newest !== undefined) {
      return { freshness: { newest, maxAge: `${limit}s` } };
    }
    const known = (['gt', 'gte', 'lt', 'lte'] as const).find((name) => name === said);
    if (known === undefined || !Number.isFinite(limit)) {
      const wrong = known === undefined ? op : value;
      this.harvest.refuse(this.name, wrong, 'a threshold needs op (lte, gte, lt, gt) and value (a number)');
      return null;
    }
    return { threshold: { value: query, op: known, limit } };
  }

  private countOf(field: Field): string | null {
    const query = this.queryOf(field);
    const read = query === null ? null : foreignCount(query);
    if (read === null) {
      return null;
    }
    if (!read.ok || !read.isEvents) {
      const why = read.ok ? 'whether the query gives a number of events cannot be told' : read.why;
      this.harvest.refuse(this.name, field, why);
      return null;
    }
    if (read.note !== undefined) {
      this.harvest.leave(this.name, field, read.note);
    }
    return read.count;
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
    const text = query.text()?.trim() ?? '';
    if (text === '') {
      this.harvest.refuse(this.name, field, 'the query is missing');
      return null;
    }
    return text;
  }
}
