import type { WrittenObjective } from '../../../core/slo/objectiveSchema';

/** What the fields of the form hold: texts as they are typed. */
export interface FormState {
  id: string;
  title: string;
  promise: string;
  service: string;
  owner: string;
  source: string;
  kind: SliKind;
  sli: Readonly<Record<SliField, string>>;
  rare: boolean;
  absentIsZero: boolean;
  method: 'occurrences' | 'timeSlices' | 'ratioTimeSlices';
  slice: string;
  sliceTarget: string;
  /** `30d`, or a unit of the calendar. */
  window: string;
  /** Of the calendar; the app's without. */
  zone: string;
  target: string;
  agreement: string;
  groupBy: string;
  minEvents: string;
  minBadEvents: string;
  /** Percent. */
  minCoverage: string;
}

export const SLI_KINDS = ['bad', 'good', 'latency', 'share', 'threshold', 'uptime', 'freshness', 'composite'] as const;
/** `bad` and `good` are ratios by which part is counted. */
export type SliKind = (typeof SLI_KINDS)[number];

export const SLI_FIELDS = [
  'total',
  'part',
  'histogram',
  'below',
  'share',
  'value',
  'op',
  'limit',
  'up',
  'newest',
  'maxAge',
  'members',
] as const;
export type SliField = (typeof SLI_FIELDS)[number];

const CALENDAR: readonly string[] = ['week', 'month', 'quarter'];

/** The written objective that a form says. What does not fit is written all the same, so that its place gets an error. */
export function writtenOf(form: FormState): Record<string, unknown> {
  const { kind, method, slice, sliceTarget, window, zone } = form;
  const guards = {
    ...optional('minEvents', numberOf(form.minEvents)),
    ...optional('minBadEvents', numberOf(form.minBadEvents)),
    ...optional('minCoverage', percentOf(form.minCoverage)),
  };
  const groupBy = form.groupBy.split(/[\s,]+/).filter((label) => label !== '');
  const sliceOf = { ...optional('slice', text(slice)) };
  return {
    id: form.id.trim(),
    title: form.title.trim(),
    ...optional('promise', text(form.promise)),
    service: form.service.trim(),
    owner: form.owner.trim(),
    ...optional('source', text(form.source)),
    sli: sliOf(form, kind),
    ...(method === 'timeSlices' && { method: { timeSlices: { ...sliceOf, target: sliceTarget.trim() } } }),
    ...(method === 'ratioTimeSlices' && { method: { ratioTimeSlices: sliceOf } }),
    window: CALENDAR.includes(window) && zone.trim() !== '' ? { calendar: window, zone: zone.trim() } : window.trim(),
    target: form.target.trim(),
    ...optional('agreement', text(form.agreement)),
    ...(groupBy.length > 0 && { groupBy }),
    ...(Object.keys(guards).length > 0 && { guards }),
  };
}

function sliOf({ sli, rare, absentIsZero }: FormState, kind: SliKind): Record<string, unknown> {
  switch (kind) {
    case 'bad':
    case 'good':
      return {
        ratio: {
          total: sli.total.trim(),
          [kind]: sli.part.trim(),
          ...(rare && { rare }),
          ...(absentIsZero && { absentIsZero }),
        },
      };
    case 'latency':
      return { latency: { histogram: sli.histogram.trim(), below: numberOf(sli.below) ?? '' } };
    case 'share':
      return { share: { bad: sli.share.trim() } };
    case 'threshold':
      return { threshold: { value: sli.value.trim(), op: sli.op, limit: numberOf(sli.limit) ?? '' } };
    case 'uptime':
      return { uptime: sli.up.trim() };
    case 'freshness':
      return { freshness: { newest: sli.newest.trim(), maxAge: sli.maxAge.trim() } };
    case 'composite':
      return { composite: membersOf(sli.members) };
  }
}

/** The form of a written objective that fits the schema. */
export function formOf(written: Partial<WrittenObjective>): FormState {
  const { sli, method, window, guards } = written;
  const slices = typeof method === 'object' && 'timeSlices' in method ? method.timeSlices : undefined;
  const ratioSlices = typeof method === 'object' && 'ratioTimeSlices' in method ? method.ratioTimeSlices : undefined;
  return {
    id: written.id ?? '',
    title: written.title ?? '',
    promise: written.promise ?? '',
    service: written.service ?? '',
    owner: written.owner ?? '',
    source: written.source ?? '',
    kind: kindOf(sli),
    sli: sliFields(sli),
    rare: sli?.ratio?.rare ?? false,
    absentIsZero: sli?.ratio?.absentIsZero ?? false,
    method: slices ? 'timeSlices' : ratioSlices ? 'ratioTimeSlices' : 'occurrences',
    slice: slices?.slice ?? ratioSlices?.slice ?? '',
    sliceTarget: slices === undefined ? '' : String(slices.target),
    window: window === undefined ? '30d' : typeof window === 'object' ? window.calendar : window,
    zone: typeof window === 'object' ? (window.zone ?? '') : '',
    target: written.target === undefined ? '' : String(written.target),
    agreement: written.agreement === undefined ? '' : String(written.agreement),
    groupBy: (written.groupBy ?? []).join(', '),
    minEvents: numberText(guards?.minEvents),
    minBadEvents: numberText(guards?.minBadEvents),
    minCoverage: guards?.minCoverage === undefined ? '' : String(Number((guards.minCoverage * 100).toPrecision(12))),
  };
}

function kindOf(sli: WrittenObjective['sli'] | undefined): SliKind {
  if (sli?.ratio) {
    return sli.ratio.good === undefined ? 'bad' : 'good';
  }
  const kinds = ['latency', 'share', 'threshold', 'uptime', 'freshness', 'composite'] as const;
  return kinds.find((kind) => sli?.[kind] !== undefined) ?? 'bad';
}

function sliFields(sli: WrittenObjective['sli'] | undefined): FormState['sli'] {
  return {
    total: sli?.ratio?.total ?? '',
    part: sli?.ratio?.bad ?? sli?.ratio?.good ?? '',
    histogram: sli?.latency?.histogram ?? '',
    below: numberText(sli?.latency?.below),
    share: sli?.share?.bad ?? '',
    value: sli?.threshold?.value ?? '',
    op: sli?.threshold?.op ?? 'lt',
    limit: numberText(sli?.threshold?.limit),
    up: sli?.uptime ?? '',
    newest: sli?.freshness?.newest ?? '',
    maxAge: sli?.freshness?.maxAge ?? '',
    members: (sli?.composite ?? [])
      .map(({ objective, weight }) => (weight === undefined ? objective : `${objective} ${weight}`))
      .join('\n'),
  };
}

/** One member per line, with its weight behind it. */
function membersOf(lines: string): Array<Record<string, unknown>> {
  return lines
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([objective = '', weight]) =>
      objective === ''
        ? []
        : [{ objective, ...optional('weight', weight === undefined ? undefined : numberOf(weight)) }]
    );
}

function optional(name: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [name]: value };
}

function text(typed: string): string | undefined {
  return typed.trim() === '' ? undefined : typed.trim();
}

/** A number, or what was typed instead of one. */
function numberOf(typed: string): number | string | undefined {
  const trimmed = typed.trim();
  return trimmed === '' ? undefined : Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}

function percentOf(typed: string): number | string | undefined {
  const value = numberOf(typed);
  return typeof value === 'number' ? Number((value / 100).toPrecision(12)) : value;
}

function numberText(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}
