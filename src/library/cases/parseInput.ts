import { z } from 'zod';
import { checkId } from '../fields';
import { readYaml, type ContentError } from '../readYaml';
import type { Run } from './notation';
import type { CaseInput, CaseProduct, CaseSeries } from './testCase';

/** Recorded input: series by minutes, a server's answers, or answers of `/api/ds/query`. */

export type InputReading = { ok: true; input: CaseInput } | { ok: false; errors: readonly ContentError[] };

const sampleSchema = z.strictObject({
  fromMinutesAgo: z.number(),
  toMinutesAgo: z.number(),
  value: z.number().optional(),
  nowMinusSeconds: z.number().optional(),
  nowPlusSeconds: z.number().optional(),
  growPerMinute: z.number().default(0),
});

const seriesSchema = z.looseObject({
  hours: z.number().positive().default(30),
  stepSeconds: z.number().positive().default(60),
  windowHours: z.number().positive().optional(),
  checks: z.array(checkId).default([]),
  series: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string().optional(),
      labels: z.record(z.string(), z.string()),
      samples: z.array(sampleSchema),
    })
  ),
});

const PRODUCTS: Readonly<Record<'pve' | 'pbs' | 'argocd', CaseProduct>> = {
  pve: 'proxmox-ve',
  pbs: 'proxmox-backup',
  argocd: 'argocd',
};

const apiSchema = z.looseObject({
  product: z.enum(['pve', 'pbs', 'argocd']),
  now: z.iso.datetime({ offset: true }).optional(),
  windowHours: z.number().positive().optional(),
  checks: z.array(checkId).default([]),
  answers: z.record(z.string(), z.unknown()),
});

const recordedSchema = z.looseObject({
  windowHours: z.number().positive().optional(),
  checks: z.array(checkId).default([]),
  results: z.record(z.string(), z.unknown()),
});

type SeriesInput = z.infer<typeof seriesSchema>;

const inputSchema = z.union(
  [
    seriesSchema.transform((value): CaseInput => ({ ...commonOf(value), series: seriesIn(value) })),
    apiSchema.transform((value): CaseInput => {
      const { product, answers, now } = value;
      const server = { product: PRODUCTS[product], answers };
      return { ...commonOf(value), server, ...(now !== undefined && { nowMs: Date.parse(now) }) };
    }),
    recordedSchema.transform((value): CaseInput => ({ ...commonOf(value), ...recordedIn(value.results) })),
  ],
  'must have series:, or product: and answers:, or results:'
);

/** Reads a file of recorded input; which of them it is shows in its fields. */
export function parseInput(text: string, file: string): InputReading {
  const reading = readYaml(text, file, inputSchema);
  return reading.ok ? { ok: true, input: reading.value } : reading;
}

function commonOf({ checks, windowHours }: Pick<SeriesInput, 'checks' | 'windowHours'>): CaseInput {
  return { checks, ...(windowHours !== undefined && { windowSeconds: windowHours * 3600 }) };
}

/** What was recorded is judged at the time of its newest value. */
function recordedIn(recorded: Readonly<Record<string, unknown>>): Pick<CaseInput, 'recorded' | 'nowMs'> {
  const nowMs = Math.max(...Object.values(recorded).flatMap(timesIn));
  return { recorded, ...(Number.isFinite(nowMs) && { nowMs }) };
}

const timedSchema = z.object({
  frames: z.array(
    z.object({
      schema: z.object({ fields: z.array(z.object({ type: z.string() })) }),
      data: z.object({ values: z.array(z.array(z.unknown())) }),
    })
  ),
});

function timesIn(result: unknown): number[] {
  const parsed = timedSchema.safeParse(result);
  return !parsed.success
    ? []
    : parsed.data.frames.flatMap(({ schema, data }) => {
        const column = schema.fields.findIndex(({ type }) => type === 'time');
        return (data.values[column] ?? []).filter((value) => typeof value === 'number');
      });
}

function seriesIn({ hours, stepSeconds, series }: SeriesInput): CaseSeries[] {
  const startSeconds = -Math.floor((hours * 3600) / stepSeconds) * stepSeconds;
  return series.map(({ name, labels, samples }) => ({
    name,
    labels,
    startSeconds,
    intervalSeconds: stepSeconds,
    runs: runsOf(samples, startSeconds, stepSeconds),
  }));
}

/** Each step takes the first of the pieces that it lies in. */
function runsOf(samples: SeriesInput['series'][number]['samples'], startSeconds: number, stepSeconds: number): Run[] {
  const runs: Run[] = [];
  let before: (typeof samples)[number] | undefined;
  for (let ago = -startSeconds; ago >= 0; ago -= stepSeconds) {
    const minutes = ago / 60;
    const piece = samples.find((one) => minutes <= one.fromMinutesAgo && minutes >= one.toMinutesAgo);
    const last = runs.at(-1);
    if (last !== undefined && last.kind !== 'stale' && piece === before) {
      last.count += 1;
    } else {
      runs.push(piece === undefined ? { kind: 'none', count: 1 } : runFrom(piece, minutes, stepSeconds));
    }
    before = piece;
  }
  return runs;
}

function runFrom(piece: SeriesInput['series'][number]['samples'][number], minutes: number, stepSeconds: number): Run {
  const { value = 0, nowMinusSeconds, nowPlusSeconds, growPerMinute, fromMinutesAgo } = piece;
  const ofNow = nowMinusSeconds ?? nowPlusSeconds;
  const base = ofNow === undefined ? value : nowMinusSeconds !== undefined ? -nowMinusSeconds : ofNow;
  return {
    kind: 'values',
    first: { value: base + growPerMinute * (fromMinutesAgo - minutes), ofNow: ofNow !== undefined },
    step: (growPerMinute * stepSeconds) / 60,
    count: 1,
  };
}
