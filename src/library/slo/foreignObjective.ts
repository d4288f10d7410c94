import type { Objective } from '../../core/slo/objective';
import { readObjective, type WrittenObjective } from '../../core/slo/objectiveSchema';
import { parseSelector, type Selector } from '../../core/slo/selector';
import type { ErrorAt } from '../readYaml';
import { isTemplate } from './foreignCount';
import type { Field, Note } from './foreignField';
import { reviewObjectives } from './reviewObjectives';

/** A note about one of the objectives of a file. */
export interface ForeignNote extends Note {
  /** Name of the objective there; empty for the file. */
  slo: string;
}

/** What a foreign file is as objectives of ours. */
export interface ForeignReading {
  /** Formats that were found in it. */
  formats: readonly string[];
  objectives: readonly Objective[];
  /** What could not be carried, or was taken for something. */
  left: readonly ForeignNote[];
  /** What is no objective, and why. */
  refused: readonly ForeignNote[];
}

/** Collects what a file gives. */
export class Harvest {
  readonly formats = new Set<string>();
  readonly objectives: Objective[] = [];
  readonly left: ForeignNote[] = [];
  readonly refused: ForeignNote[] = [];

  leave(slo: string, { line, path }: Field, why: string): void {
    this.left.push({ slo, line, field: path, why });
  }

  refuse(slo: string, { line, path }: Field, why: string): void {
    this.refused.push({ slo, line, field: path, why });
  }

  /** Refuses what nobody knows among fields that say what is counted: it may change that. */
  refuseUnknown(slo: string, field: Field, ...known: readonly string[]): void {
    for (const [name, inner] of field.entries()) {
      if (!known.includes(name)) {
        this.refuse(slo, inner, `nothing is known of ${name} here: it may change what is counted`);
      }
    }
  }

  /** Adds what was made of an objective; the schema has the last word. Gives its id, or null when it is refused. */
  add(slo: string, place: Field, written: Draft): string | null {
    const id = this.freeId(slo, place, written.id);
    const owner = written.owner ?? this.unowned(slo, place);
    const promise = this.promise(slo, place, written.promise);
    const { promise: _, ...fields } = written;
    const unfit = misreadIn({ ...written, owner });
    if (unfit !== undefined) {
      this.refuse(slo, place, unfit);
      return null;
    }
    const fast = parseSelector(written.sli.ratio?.bad ?? '');
    if (fast.ok && fast.selector.matchers.some(({ label }) => label === 'le')) {
      this.leave(slo, place, 'bad counts what is at or below a limit (le): mostly that is the good part');
    }
    const read = readObjective({ ...fields, id, owner, ...(promise !== undefined && { promise }) }, '', 'file');
    if (!read.ok) {
      for (const { field, message } of read.problems) {
        this.refused.push({ slo, line: place.line, field: place.path, why: `${field} ${message}` });
      }
      return null;
    }
    // A composite is made of members that were read before.
    const isComposite = read.objective.sli.kind === 'composite';
    const errorAt: ErrorAt = (_path, message, fix) => ({
      file: '',
      line: place.line,
      column: 1,
      field: '',
      message,
      fix,
    });
    const { errors } = isComposite ? { errors: [] } : reviewObjectives([read.objective], () => false, errorAt);
    for (const { message, fix } of errors) {
      this.refuse(slo, place, `${message}: ${fix}`);
    }
    if (errors.length > 0) {
      return null;
    }
    this.objectives.push(read.objective);
    return id;
  }

  private freeId(slo: string, place: Field, wanted: string): string {
    const taken = new Set(this.objectives.map(({ id }) => id));
    if (!taken.has(wanted)) {
      return wanted;
    }
    const base = wanted.slice(0, 76);
    let number = 2;
    while (taken.has(`${base}-${number}`)) {
      number += 1;
    }
    this.leave(slo, place, `the id ${wanted} is taken: it is ${base}-${number} here`);
    return `${base}-${number}`;
  }

  private unowned(slo: string, place: Field): string {
    this.leave(slo, place, 'no owner is named: "unassigned" stands there');
    return 'unassigned';
  }

  private promise(slo: string, place: Field, text: string | undefined): string | undefined {
    const line = (text ?? '').replace(/\s+/g, ' ').trim();
    if (line.length > 200) {
      this.leave(slo, place, 'the description is longer than 200 characters');
      return undefined;
    }
    return line === '' ? undefined : line;
  }
}

/** A written objective that may lack its owner; the description is cut to a promise. */
export type Draft = Omit<WrittenObjective, 'owner' | 'promise'> & {
  owner?: string | undefined;
  promise?: string | undefined;
};

/** What the schema would take, and is not what the file means. */
function misreadIn({ title, service, owner, sli }: Draft): string | undefined {
  const named = Object.entries({ title, service, owner }).find(
    ([, text]) => isTemplate(text ?? '') || text?.includes('${')
  );
  if (named) {
    return `a template stands in its ${named[0]}: render the file first`;
  }
  const counts = sli.ratio ? [sli.ratio.total, sli.ratio.bad, sli.ratio.good] : [];
  const buckets = counts
    .map((text) => parseSelector(text ?? ''))
    .find((read) => read.ok && isEveryBucket(read.selector));
  return buckets?.ok
    ? `${buckets.selector.metric} without le counts an event once for each bucket above it`
    : undefined;
}

function isEveryBucket({ metric, matchers }: Selector): boolean {
  return metric.endsWith('_bucket') && !matchers.some(({ label }) => label === 'le');
}

/** A name as an id: lower-case words with hyphens. */
export function slug(...names: ReadonlyArray<string | undefined>): string {
  return names
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 81)
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
}

/** Who owns it, by the labels that people use for it. */
export function ownerIn(labels: Field): string | undefined {
  for (const name of ['owner', 'team', 'pyrra.dev/owner', 'pyrra.dev/team']) {
    const field = labels.at(name);
    const text = field.text() ?? field.items()[0]?.text();
    if (text !== undefined && text.trim() !== '') {
      return text.trim();
    }
  }
  return undefined;
}

/** A decimal ratio as percent, digit by digit: `0.9990` is `99.90`. Undefined for anything else. */
export function percentOfRatio(ratio: string): string | undefined {
  const [, whole = '', decimals = ''] = /^\+?(\d*)(?:\.(\d*))?$/.exec(ratio.trim()) ?? [];
  if (whole + decimals === '') {
    return undefined;
  }
  const padded = decimals.padEnd(2, '0');
  const head = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  return padded.length > 2 ? `${head}.${padded.slice(2)}` : head;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Seconds of a Prometheus duration such as `4w` or `1d12h`; undefined for anything else. */
export function secondsOf(duration: string): number | undefined {
  const parts = [...duration.trim().matchAll(/(\d+)(ms|[smhdwy])/g)];
  return parts.length > 0 && parts.map(([whole]) => whole).join('') === duration.trim()
    ? parts.reduce((sum, [, amount = '0', unit = 's']) => sum + Number(amount) * (UNIT_SECONDS[unit] ?? 0), 0)
    : undefined;
}
