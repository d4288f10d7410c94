/** @jest-environment node */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

import { NO_RISKS } from '../../core/acceptance/risk';
import { buildBoard } from '../../core/checklist/buildBoard';
import type { HistoryRound, RoundState } from '../../core/checklist/history';
import type { Integrity } from '../../core/journal/integrity';
import { checkResult, emptyState, run, runResult, template } from '../../core/checklist/testData';
import { parsePromql } from '../../library/promql';
import { renderTextfile as renderChecks } from '../output/textfile';
import { exitCode, GRACE_MS, type RoundLine, type RoundsOutcome } from './outcome';
import { renderText } from './output/text';
import { renderTextfile } from './output/textfile';

const DUE = Date.UTC(2026, 10, 20, 8);
const intact: Integrity = {
  verdict: 'intact',
  findings: [],
  doubts: [],
  counted: 62,
  notCounted: {},
  held: 60,
  open: 2,
  outside: 0,
  firstMs: DUE,
  lastMs: DUE,
};

function line(
  state: RoundState,
  more: Partial<HistoryRound> = {},
  items: RoundLine['carried']['items'] = [],
  cut = 0
): RoundLine {
  const round = { run: 'morning/2026-11-20', list: 'morning', date: '2026-11-20', openMs: DUE - 1, dueMs: DUE };
  return {
    list: 'morning',
    title: 'Morning routine',
    round: { ...round, state, isOnTime: null, doubt: null, summary: null, ...more },
    carried: { items, cut, lists: state === 'unknown' ? 0 : 1 },
  };
}

const carried: RoundLine['carried']['items'][number] = {
  item: 'disk',
  title: 'Disk',
  verdict: 'warn',
  finding: '',
  decision: null,
  note: '',
  to: null,
  owner: '',
  since: '2026-11-17',
  list: 'morning',
  run: 'morning/2026-11-19',
  days: 3,
};

function outcome(lines: readonly RoundLine[], more: Partial<RoundsOutcome> = {}): RoundsOutcome {
  return { lines, integrity: intact, askedMs: DUE + GRACE_MS + 1, zone: 'Europe/Berlin', ...more };
}

describe('the exit code of rounds', () => {
  it.each<[number, string, RoundsOutcome]>([
    [0, 'a round that was signed', outcome([line('on-time')])],
    [0, 'a round that was signed late or skipped', outcome([line('late'), line('skipped')])],
    [0, 'a round that is due within the grace', outcome([line('due')], { askedMs: DUE + GRACE_MS })],
    [1, 'a round that is overdue', outcome([line('due')])],
    [1, 'a round that was missed beside one that nobody knows', outcome([line('missed'), line('unknown')])],
    [1, 'a journal that was touched', outcome([line('on-time')], { integrity: { ...intact, verdict: 'tampered' } })],
    [3, 'a round that nobody knows', outcome([line('unknown')])],
    [
      3,
      'a journal that cannot be told of',
      outcome([line('on-time')], { integrity: { ...intact, verdict: 'unknown' } }),
    ],
    [3, 'no list', outcome([])],
    [0, 'a list that has had no round', outcome([{ ...line('due'), round: null }])],
  ])('is %i for %s', (code, _what, found) => expect(exitCode(found)).toBe(code));
});

describe('what is printed', () => {
  it('says how each list stands, what it carries over, and whether the journal was touched', () => {
    const text = renderText(outcome([line('due', {}, [carried]), line('missed')]));
    expect(text).toContain('Morning routine  OVERDUE, due 2026-11-20 09:00');
    expect(text).toContain('carried over 3 d, no owner: Disk');
    expect(text).toContain('MISSED');
    expect(text).toContain('Journal: 62 entries, none edited or removed');
  });

  it('is metrics without a sample of what is not known', () => {
    const text = renderTextfile(
      outcome([line('due', {}, [carried])], { integrity: { ...intact, verdict: 'unknown', doubts: ['unchained'] } })
    );
    expect(text).toContain('opsrounds_run_overdue{list="morning"} 1\n');
    expect(text).toContain('opsrounds_run_state{list="morning",state="due"} 1\n');
    expect(text).toContain(`opsrounds_carryover_age_seconds{list="morning"} ${3 * 86_400}\n`);
    expect(text).not.toContain('opsrounds_run_signed_timestamp_seconds');
    expect(text).not.toContain('opsrounds_journal_intact');
    expect(renderTextfile(outcome([]))).toContain('opsrounds_journal_intact 1\n');
    expect(renderTextfile(outcome([line('due', {}, [carried], 4)]))).toContain(
      'opsrounds_items_open{list="morning"} 5\n'
    );
    expect(renderTextfile(outcome([line('unknown')]))).not.toContain('opsrounds_items_open');
  });
});

interface Rule {
  uid: string;
  condition: string;
  data: ReadonlyArray<{ refId: string; model: { refId: string; expr?: string } }>;
}

describe('the alert rules that are shipped', () => {
  const file = parse(readFileSync('provisioning/alerting/ops-rounds.yaml', 'utf8')) as {
    groups: ReadonlyArray<{ rules: readonly Rule[] }>;
  };
  const rules = file.groups.flatMap((group) => group.rules);
  const list = template();
  const result = runResult(checkResult('n.a', 'pass'));
  const board = buildBoard({ template: list, run, result, pendingSources: [], state: emptyState });
  const written = [
    renderTextfile(outcome([line('on-time', {}, [carried])])),
    renderChecks({ template: list, result, board, risks: NO_RISKS }),
  ].join('\n');

  it.each(rules.map((rule) => [rule.uid, rule] as const))('%s asks for a metric that is written', (_, rule) => {
    const exprs = rule.data.flatMap(({ model }) => model.expr ?? []);
    expect(exprs).toHaveLength(1);
    expect(parsePromql(exprs[0]!).ok).toBe(true);
    const metrics = exprs[0]!.match(/opsrounds_\w+/g) ?? [];
    expect(metrics.length).toBeGreaterThan(0);
    expect(metrics.filter((metric) => !written.includes(`# TYPE ${metric} gauge`))).toEqual([]);
  });

  it('each has its condition among its queries, and a name of its own', () => {
    expect(rules.filter(({ condition, data }) => !data.some(({ refId }) => refId === condition))).toEqual([]);
    expect(new Set(rules.map(({ uid }) => uid)).size).toBe(rules.length);
  });
});
