import { CASE_LABEL } from '../../library/cases/parseCases';
import type { CaseSeries } from '../../library/cases/testCase';
import type { StoredCase } from './openMetrics';

/** OpenMetrics has no staleness markers, so that they go in by remote write: one NaN of its own bits per marker. */

interface Marked {
  labels: ReadonlyArray<readonly [string, string]>;
  timesMs: readonly number[];
}

const STALE_BITS = 0x7ff0000000000002n;

/** Writes the staleness markers of all tests; nothing is sent where there are none. */
export async function writeStaleMarkers(url: string, cases: readonly StoredCase[], signal: AbortSignal): Promise<void> {
  const marked = cases.flatMap(({ id, nowSeconds, series }) => series.flatMap((one) => markedIn(one, id, nowSeconds)));
  if (marked.length === 0) {
    return;
  }
  const response = await fetch(`${url}/api/v1/write`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
    },
    body: new Uint8Array(snappy(Buffer.concat(marked.map((one) => field(1, timeSeries(one)))))),
    signal,
  });
  if (!response.ok) {
    throw new Error(`Prometheus does not take staleness markers: HTTP ${response.status}, ${await response.text()}`);
  }
}

function markedIn(
  { name, labels, startSeconds, intervalSeconds, runs }: CaseSeries,
  id: string,
  now: number
): Marked[] {
  const timesMs: number[] = [];
  let place = 0;
  for (const run of runs) {
    if (run.kind === 'stale') {
      timesMs.push(Math.round((now + startSeconds + place * intervalSeconds) * 1000));
    }
    place += run.kind === 'stale' ? 1 : run.count;
  }
  const all = Object.entries({ ...labels, __name__: name, [CASE_LABEL]: id });
  return timesMs.length === 0 ? [] : [{ labels: all.sort(([a], [b]) => (a < b ? -1 : 1)), timesMs }];
}

/** `TimeSeries` of Prometheus' remote write 1.0, as protocol buffers write it. */
function timeSeries({ labels, timesMs }: Marked): Buffer {
  return Buffer.concat([
    ...labels.map(([name, value]) =>
      field(1, Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(value))]))
    ),
    ...timesMs.map((ms) => field(2, sample(ms))),
  ]);
}

function sample(ms: number): Buffer {
  const value = Buffer.alloc(8);
  value.writeBigUInt64LE(STALE_BITS);
  return Buffer.concat([Buffer.from([(1 << 3) | 1]), value, Buffer.from([2 << 3]), varint(ms)]);
}

/** A field of a length and its bytes. */
function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2]), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) + 128);
  }
  return Buffer.from([...bytes, rest]);
}

/** Snappy's block format, everything one literal. */
function snappy(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length - 1);
  return Buffer.concat([varint(bytes.length), Buffer.from([63 << 2]), length, bytes]);
}
