import fc from 'fast-check';
import { expositionText } from './exposition';
import { createFleet } from './fleet';
import { everySeries, labTargets } from './targets';

const MORNING = '2026-11-20';
const NOW = Date.parse('2026-11-20T08:30:00+01:00') / 1000;
const FIRST = Date.parse('2026-09-17T00:00:00+02:00') / 1000;
const fleet = createFleet(7, MORNING);
const series = everySeries(fleet);
const texts = (seed: number, t: number) =>
  labTargets(createFleet(seed, MORNING)).map((target) => expositionText(target, t));

/** Used ratio of a filesystem, as node_exporter shows it. */
function used(instance: string, mountpoint: string, t: number): number {
  const of = (name: string) =>
    series.find(
      (one) => one.name === name && one.labels['instance'] === instance && one.labels['mountpoint'] === mountpoint
    );
  return 1 - (of('node_filesystem_avail_bytes')?.value(t) ?? NaN) / (of('node_filesystem_size_bytes')?.value(t) ?? NaN);
}

describe('the fleet', () => {
  it('is the same for the same seed, whatever was asked before', () => {
    const [first] = texts(7, NOW);
    texts(7, FIRST);
    expect(texts(7, NOW)[0]).toBe(first);
    expect(texts(8, NOW)[0]).not.toBe(first);
  });

  it('has at most 1,280 series, each once', () => {
    const keys = series.map(({ name, labels }) => JSON.stringify([name, Object.entries(labels).sort()]));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeLessThanOrEqual(1280);
  });

  it('has finite values and counters that only fall where a node booted', () => {
    const boots = Object.entries(fleet.story.lastMonth.rebooted);
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: NOW }), fc.integer({ min: 1, max: 200_000 }), (t, later) => {
        for (const { name, labels, type, value } of series) {
          const [before, after] = [value(t), value(t + later)];
          const booted = boots.some(([node, { to }]) => node === labels['instance'] && t < to && t + later >= to);
          const runsBack = type === 'counter' && (before < 0 || (!booted && after < before));
          if (!Number.isFinite(before) || runsBack) {
            throw new Error(`${name} ${JSON.stringify(labels)}: ${before} at ${t}, ${after} ${later} s later`);
          }
        }
      }),
      { numRuns: 150 }
    );
  });

  it('keeps ratios below 1, in the busy hours, too', () => {
    for (let t = FIRST; t < NOW; t += 1800) {
      for (const { processor, memory, filesystems } of fleet.nodes) {
        expect(
          Math.max(processor.at(t), memory.at(t), ...filesystems.map((filesystem) => filesystem.used(t)))
        ).toBeLessThan(1);
      }
    }
  });
});

describe('the troubles', () => {
  it('fill /var/lib/vz of pve-a3 over 90 % at 02:14', () => {
    const at = (clock: string) => used('pve-a3', '/var/lib/vz', Date.parse(`2026-11-20T${clock}:00+01:00`) / 1000);
    expect(at('00:30')).toBeCloseTo(0.709, 3);
    expect(at('02:13')).toBeLessThan(0.9);
    expect(at('02:15')).toBeGreaterThan(0.9);
    expect(at('08:30')).toBeCloseTo(0.934, 3);
  });

  it('let one exporter miss its scrapes last month: up is 0 and everything else gone', () => {
    const { from, to } = fleet.story.lastMonth.scrapesMissed;
    const ofNode = series.filter(({ labels }) => labels['instance'] === 'kw-04' && labels['job'] === 'node');
    const seen = (t: number) =>
      ofNode.filter(({ name, exposed }) => name !== 'ALERTS' && exposed(t)).map(({ name }) => name);
    expect(seen(from)).toEqual(expect.arrayContaining(['up', 'scrape_duration_seconds']));
    expect(seen(from)).toHaveLength(5);
    expect(seen(to).length).toBeGreaterThan(30);
    expect(ofNode.find(({ name }) => name === 'up')?.value(from)).toBe(0);
  });

  it('are over where nobody looks: yesterday at noon no trouble of last night had begun', () => {
    const noon = NOW - 20.5 * 3600;
    expect(used('pve-a3', '/var/lib/vz', noon)).toBeLessThan(0.75);
    expect(fleet.cluster.pods.some((pod) => pod.crashing(noon))).toBe(false);
    expect(fleet.cluster.pods.filter((pod) => pod.crashing(NOW))).toHaveLength(1);
  });
});
