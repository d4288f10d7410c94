import type { WrittenObjective } from '../../core/slo/objectiveSchema';
import type { Field } from './foreignField';
import { ownerIn, percentOfRatio, secondsOf, slug, type Harvest } from './foreignObjective';
import { ownAnnotation, ownFields } from './opensloAnnotations';
import { OpensloIndicator, type OpensloFile, type OpensloVersion } from './opensloIndicator';
import { opensloWindow } from './opensloWindow';

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
  private readonly indicator: OpensloIndicator;

  constructor(
    private readonly name: string,
    document: Field,
    version: OpensloVersion,
    file: OpensloFile,
    private readonly harvest: Harvest
  ) {
    this.spec = document.at('spec');
    this.metadata = document.at('metadata');
    this.indicator = new OpensloIndicator(name, document, version, file, harvest);
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
    const sli = this.indicator.sliOf(one);
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
      ...sli,
      ...ownFields(this.metadata),
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
    if (target === undefined || (percent === undefined && Number(target) > 100)) {
      const why = target === undefined ? 'target is missing: a ratio' : `${ratio.text() ?? ''} is more than 1: a ratio`;
      this.harvest.refuse(this.name, ratio, `${why} such as 0.999`);
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
    const said = one.at('timeSliceTarget').text();
    if (said === undefined) {
      this.harvest.leave(this.name, one, 'timeSliceTarget is not said: all of a slice has to be good');
    }
    const target = percentOfRatio(said ?? '1');
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
}
