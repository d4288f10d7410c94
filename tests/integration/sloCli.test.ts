import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../freePort';
import { startWorld, type World } from './world';

const root = path.resolve(__dirname, '../..');
const program = path.join(root, 'dist-cli/opsrounds.mjs');
const HOURS = 52;

/** Counters of services, a sample a minute until now: so many requests and bad ones a minute; null is no sample. */
function openMetrics(
  services: Readonly<Record<string, (minutesAgo: number) => readonly [number, number] | null>>
): string {
  const now = Math.floor(Date.now() / 60_000) * 60;
  const lines = Object.entries(services).flatMap(([service, inMinute]) =>
    (['200', '500'] as const).flatMap((code) => {
      let sum = 0;
      return Array.from({ length: HOURS * 60 + 1 }, (_, index) => HOURS * 60 - index).flatMap((ago) => {
        const found = inMinute(ago);
        sum += found === null ? 0 : code === '500' ? found[1] : found[0] - found[1];
        return found === null
          ? []
          : [`app_requests_total{service="${service}",code="${code}"} ${sum} ${now - ago * 60}`];
      });
    })
  );
  return ['# TYPE app_requests counter', ...lines, '# EOF', ''].join('\n');
}

const objective = (service: string, target = '99') => ({
  id: `${service}-availability`,
  title: `${service} availability`,
  service,
  owner: 'lead1',
  window: '2d',
  target,
  sli: {
    ratio: {
      total: `app_requests_total{service="${service}"}`,
      bad: `app_requests_total{service="${service}",code="500"}`,
    },
  },
});

describe('opsrounds slo on a real Prometheus', () => {
  let world: World;
  let token: string;
  const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-slo-cli-'));
  const file = (name: string, ...objectives: object[]) => {
    const written = path.join(folder, name);
    writeFileSync(written, JSON.stringify({ objectives }));
    return written;
  };
  const slo = (...args: string[]): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((resolve, reject) => {
      const child = spawn(program, ['slo', ...args], {
        env: { PATH: process.env.PATH, TZ: 'Asia/Tokyo', OPSROUNDS_TOKEN: token },
      });
      const ended = { out: '', err: '' };
      child.stdout.on('data', (chunk) => (ended.out += chunk));
      child.stderr.on('data', (chunk) => (ended.err += chunk));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, ...ended }));
    });
  const measure = (...args: string[]) => slo('--url', world.url, ...args);

  beforeAll(async () => {
    const built = spawnSync(process.execPath, [path.join(root, 'scripts/build-cli.mjs')], { encoding: 'utf8' });
    if (built.status !== 0) {
      throw new Error(built.stderr);
    }
    world = await startWorld({
      prometheusPort: await freePort(),
      openMetrics: openMetrics({
        good: () => [100, 0.1],
        bad: () => [100, 3],
        half: (ago) => (ago < 24 * 60 ? [100, 0] : null),
      }),
      appSettings: {
        version: 1,
        timezone: 'Europe/Berlin',
        objectives: [objective('good'), objective('bad'), { id: 'X' }],
      },
    });
    token = await world.token('Viewer');
  }, 120_000);
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('measures the objectives of the settings, and says which definition is left out', async () => {
    const { code, out, err } = await measure();
    expect(code).toBe(1);
    expect(out).toMatch(/^Objectives, .* Europe\/Berlin\n1 missed {2}1 met\n/);
    expect(out).toContain('MISSED   bad availability\n         The budget ran out on ');
    expect(out).toMatch(/97\.000\u00a0% of 99\u00a0%|97\u00a0% of 99\u00a0%/);
    expect(err).toContain('the objective X is left out: id must be lower-case');
  });

  it.each<[string, string[], number, string]>([
    ['what is met', ['good'], 0, 'MET'],
    ['half of the data', ['good', 'half'], 3, 'UNKNOWN'],
    ['a metric that is not there', ['nothing'], 3, 'UNKNOWN'],
    ['what is missed beside an unknown', ['bad', 'half'], 1, 'MISSED'],
  ])('of a file with %s ends with the code for it', async (_, services, expected, mark) => {
    const { code, out } = await measure('--file', file('some.json', ...services.map((name) => objective(name))));
    expect([code, out.split('\n')[3]?.slice(0, mark.length)]).toEqual([expected, mark]);
    if (mark === 'UNKNOWN') {
      expect(out.slice(out.indexOf('UNKNOWN'), out.indexOf('owner lead1'))).not.toContain('100\u00a0%');
    }
  });

  it('keeps what was counted, and counts the same with it', async () => {
    const cache = path.join(folder, 'counts.json');
    const own = file('kept.json', objective('good'), objective('bad'));
    const document = async () =>
      JSON.parse((await measure('--file', own, '--cache', cache, '--format', 'json')).out) as {
        objectives: Array<{ id: string; bad: number }>;
      };
    const first = await document();
    expect(statSync(cache).size).toBeGreaterThan(1000);
    const kept = readFileSync(cache, 'utf8');
    const second = await document();
    first.objectives.forEach(({ id, bad }) => {
      expect(second.objectives.find((one) => one.id === id)?.bad).toBeCloseTo(bad, -1);
    });
    // What is kept is believed: 1,000 more bad ones in it are counted.
    const entries = JSON.parse(kept) as { entries: Record<string, { groups: Array<{ bad: number[] }> }> };
    for (const { groups } of Object.values(entries.entries)) {
      const { bad = [] } = groups[0] ?? {};
      bad[bad.length - 1] = (bad[bad.length - 1] ?? 0) + 1000;
    }
    writeFileSync(cache, JSON.stringify(entries));
    const third = await document();
    expect((third.objectives[0]?.bad ?? 0) - (first.objectives[0]?.bad ?? 0)).toBeGreaterThan(900);
    writeFileSync(cache, 'broken');
    const { err, code } = await measure('--file', own, '--cache', cache);
    expect(err).toContain(`the cache ${cache} is not used: it cannot be read: it is no JSON`);
    expect(code).toBe(1);
  });

  it('writes metrics that promtool takes', async () => {
    const { out } = await measure(
      '--file',
      file('all.json', objective('good'), objective('half')),
      '--format',
      'textfile'
    );
    const checked = spawnSync('promtool', ['check', 'metrics'], { input: out, encoding: 'utf8' });
    expect([checked.status, checked.stdout + checked.stderr]).toEqual([0, '']);
  });

  it('looks at the series of a file, and refuses a source that is not there', async () => {
    const own = file('linted.json', objective('good'), objective('nothing'));
    const { code, out } = await slo('validate', own, '--url', world.url);
    expect(code).toBe(1);
    expect(out).toContain('  ERROR    sli.ratio.total: No series matches app_requests_total{service="nothing"}.');
    expect(out).toContain('  OK       sli.ratio.total: It counts up.');
    const refused = await measure('--source', 'nowhere');
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('--source: there is no data source "nowhere"; there are: ');
  });

  it('says of a Grafana that is not there that nothing is known', async () => {
    const { code, err } = await slo('--url', `http://127.0.0.1:${await freePort()}`);
    expect(code).toBe(3);
    expect(err).toContain('Grafana does not answer');
  });
});
