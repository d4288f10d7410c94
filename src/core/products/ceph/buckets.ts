import type { CheckResult } from '../../check/result';
import type { Labels } from '../../check/series';
import { worstVerdict } from '../../check/verdict';
import { naturally } from '../../hardware-map/naturally';
import { bucketNumber } from './bucketMetrics';
import { daysOf, grown30dOf } from './capacity';
import { rowsOf, seriesOf, type CephReading } from './reading';
import { entitiesOf } from './told';
import type { BucketRow } from './view';

/** The buckets that an exporter tells of, largest first; null where none does. */
export function bucketsOf(reading: CephReading, checks: readonly CheckResult[]): BucketRow[] | null {
  const numbers = new Map<string, { name: string; owner: string; of: Map<string, number> }>();
  for (const { labels, value } of rowsOf(reading, 'buckets') ?? []) {
    const number = bucketNumber(labels['metric'] ?? '');
    const key = keyOf(labels);
    const bucket = numbers.get(key) ?? { name: nameOf(labels), owner: ownerOf(labels), of: new Map<string, number>() };
    numbers.set(key, bucket);
    if (number !== undefined) {
      bucket.of.set(number, value);
    }
  }
  const daily = new Map(seriesOf(reading, 'bucketDays').map((series) => [keyOf(series.labels), series]));
  const told = ['ceph.bucket-quota', 'ceph.bucket-growth'].flatMap((check) => entitiesOf(checks, check));
  const rows = [...numbers].map(([key, { name, owner, of }]): BucketRow => {
    const size = of.get('size') ?? null;
    const verdicts = told.filter(({ labels }) => keyOf(labels) === key).map(({ verdict }) => verdict);
    return {
      name,
      owner,
      sizeBytes: size,
      objects: of.get('objects') ?? null,
      quota: quotaOf(of, size),
      grown30dBytes: grown30dOf(daysOf(daily.get(key), reading, size)),
      verdict: worstVerdict(verdicts),
    };
  });
  rows.sort((a, b) => (b.sizeBytes ?? -1) - (a.sizeBytes ?? -1) || naturally(a.name, b.name));
  return rows.length === 0 ? null : rows;
}

/** A quota that is off, or of -1, is none. */
function quotaOf(of: ReadonlyMap<string, number>, size: number | null): BucketRow['quota'] {
  const bytes = of.get('quota');
  return bytes === undefined || bytes <= 0 || of.get('hasQuota') === 0
    ? null
    : { bytes, usedRatio: size === null ? null : size / bytes };
}

function nameOf({ bucket = '', tenant = '' }: Labels): string {
  return tenant === '' ? bucket : `${tenant}/${bucket}`;
}

function ownerOf({ owner, uid, user }: Labels): string {
  return owner ?? uid ?? user ?? '';
}

function keyOf(labels: Labels): string {
  return JSON.stringify([nameOf(labels), ownerOf(labels)]);
}
