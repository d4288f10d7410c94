/** @jest-environment node */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expandMacros } from '../core/check/macros';
import { targetArithmetic } from '../core/kpi/consistency';
import { builtin } from './builtin.gen';
import { expressionsOf, parseKpis } from './parseKpis';
import { parsePromql } from './promql';
import { formatContentError } from './readYaml';

const kpis = builtin.kpis;

const FILE = `version: 1
group: shop
title: Shop
kpis:
  - id: orders_kept
    title: Orders kept
    shortTitle: Orders
    sentence: The share of orders that were kept.
    formula: kept / orders
    unit: ratio
    direction: up
    target: { op: gte, value: 0.9, atRisk: 0.8 }
    feeds:
      - kind: promql
        value: { name: Kept, expr: 'avg(avg_over_time(kept[$window]))' }
        reporting: count(kept)
      - { kind: manual, measure: value, valid: 60d }
    wouldFeed: Scrape the shop.
`;

function errorsOf(text: string): string[] {
  const reading = parseKpis(text, 'my.yaml');
  return reading.ok ? [] : reading.errors.map(formatContentError);
}

describe('a file of key figures', () => {
  it('is compiled, with its defaults', () => {
    expect(parseKpis(FILE, 'my.yaml')).toMatchObject({
      ok: true,
      group: { id: 'shop', title: 'Shop' },
      kpis: [
        {
          id: 'orders_kept',
          group: 'shop',
          window: { days: 30 },
          pinned: false,
          feeds: [{ kind: 'promql' }, { kind: 'manual', validDays: 60 }],
        },
      ],
    });
  });

  it.each([
    ['orders_kept', 'orders-kept', /^my\.yaml:5:5: kpis\[0\]\.id: must look like mttr_critical/],
    [
      'direction: up',
      'direction: down',
      /^my\.yaml:11:5: .*direction: down does not go with op: gte\. Fix: write direction: up/,
    ],
    ['op: gte', 'op: band', /^my\.yaml:12:\d+: kpis\[0\]\.target\.value/],
    ['value: 0.9, atRisk: 0.8', 'value: 0.9, atrisk: 0.8', /unknown field "atrisk"/],
    [
      "expr: 'avg(avg_over_time(kept[$window]))'",
      "expr: 'avg(kept[$windw])'",
      /^my\.yaml:15:\d+: kpis\[0\]\.feeds\[0\]\.value\.expr: unknown macro "\$windw"/,
    ],
    ['reporting: count(kept)', 'reporting: count(kept', /^my\.yaml:16:9: kpis\[0\]\.feeds\[0\]\.reporting: /],
    ['        reporting: count(kept)\n', '', /reporting: the field is missing/],
    ['value: { name: Kept,', 'numerator: { name: Kept,', /a feed needs value, or numerator and denominator/],
    ['measure: value, valid: 60d', 'measure: days-since', /add valid: 90d/],
    ['measure: value, valid: 60d', 'measure: value, valid: 90m', /valid is no whole number of days/],
    [
      'kind: manual, measure: value, valid: 60d',
      'kind: alerts, measure: resolved-within',
      /within does not go with resolved-within/,
    ],
    ['    wouldFeed', '    window: 12h\n    wouldFeed', /the window is no whole number of days/],
    ['    wouldFeed: Scrape the shop.\n', '', /wouldFeed: the field is missing/],
  ])('is refused with %s -> %s', (from, to, message) => {
    expect(FILE).toContain(from);
    expect(errorsOf(FILE.replace(from, to)).join('\n')).toMatch(message);
  });

  it('is refused with one id twice', () => {
    const [, second = ''] = FILE.split('kpis:\n');
    expect(errorsOf(FILE + second).join('\n')).toMatch(
      /^my\.yaml:19:5: kpis\[1\]\.id: the id "orders_kept" is used twice/
    );
  });
});

describe('the catalogue', () => {
  it('pins six, worst first on the band', () => {
    expect(kpis.filter(({ pinned }) => pinned).map(({ shortTitle }) => shortTitle)).toHaveLength(6);
  });

  it('has targets that contradict, and says by how much', () => {
    const sum = targetArithmetic(kpis);
    expect(sum).toMatchObject({ contradicts: true, availability: 0.999 });
    expect(sum?.impliedAvailability).toBeCloseTo(720 / 722, 12);
    expect(sum?.neededMtbfSeconds).toBeCloseTo(1998 * 3600, 3);
  });
});

const expressions = kpis.flatMap(({ id, feeds }) =>
  feeds.flatMap((feed) =>
    expressionsOf(feed).flatMap(([, expr]) =>
      [86_400, 2_592_000, 4_867_200.5].map((seconds) => {
        const expansion = expandMacros(expr, seconds);
        return { id, expr: expansion.ok ? expansion.expr : expansion.message };
      })
    )
  )
);

describe('expressions', () => {
  it('parse with every window', () => {
    expect(expressions.length).toBeGreaterThan(100);
    expect(expressions.filter(({ expr }) => !parsePromql(expr).ok)).toEqual([]);
  });

  const hasPromtool = spawnSync('promtool', ['--version']).error === undefined;
  if (!hasPromtool) {
    console.error('skipped: promtool is not installed (Debian: apt-get install prometheus)');
  }
  (hasPromtool ? it : it.skip)('are PromQL that Prometheus itself accepts', () => {
    const folder = mkdtempSync(join(tmpdir(), 'opsrounds-kpis-'));
    const file = join(folder, 'rules.json');
    const rules = expressions.map(({ id, expr }, index) => ({ record: `r${index}:${id}`, expr }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'kpis', rules }] }));
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect({ status, errors: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, errors: '' });
  });
});
