import { scheduleOf } from '../../src/core/checklist/derive';
import { history } from '../../src/core/checklist/history';
import { carriedNow, onTimeOf } from '../../src/core/checklist/historyFigures';
import { summariesOf } from '../../src/core/checklist/summary';
import { journalCodec, type AnnotationRow } from '../../src/core/journal/codec';
import { instantOf } from '../../src/core/time/zone';
import { builtin } from '../../src/library/builtin.gen';
import { JOURNAL_DOMAINS } from '../../src/sources/journalDomains';
import type { PastAnnotations } from '../host/server';
import { LAB_ZONE } from '../lab/model/story';
import { pastJournal } from './pastJournal';
import { firstDay, planMonth } from './plan';
import { writeMonth } from './writeMonth';

const MORNING = '2026-11-20';
const startedMs = instantOf(firstDay(MORNING), '00:00', LAB_ZONE);
const schedule = scheduleOf({ version: 1, timezone: LAB_ZONE, startedMs });

async function written(): Promise<readonly AnnotationRow[]> {
  const rows: AnnotationRow[] = [];
  const past: PastAnnotations = {
    isEmpty: () => rows.length === 0,
    add: (login, atMs, { text, tags = [] }) => {
      const row = { id: rows.length + 1, text, tags, login, created: atMs, updated: atMs };
      rows.push(row);
      return { ...row, time: atMs };
    },
  };
  const rounds = planMonth(builtin.checklists, schedule, MORNING);
  await writeMonth(rounds, builtin.checks, MORNING, pastJournal(past));
  return rows;
}

test('the month is a journal that counts whole, of several people, and ends with the evening before', async () => {
  const rows = await written();
  const reading = journalCodec(JOURNAL_DOMAINS).decodeRows(rows);
  expect(reading.rejected).toEqual([]);
  expect(new Set(rows.map(({ login }) => login)).size).toBeGreaterThanOrEqual(4);
  expect(rows.every(({ created }) => created >= startedMs && created < instantOf(MORNING, '00:00', LAB_ZONE))).toBe(
    true
  );
  const types = new Set(reading.events.map(({ type }) => type));
  expect([...types]).toEqual(
    expect.arrayContaining(['run.signed', 'run.skipped', 'item.deferred', 'item.riskaccepted', 'item.acknowledged'])
  );
});

test('History has something of everything: most in time, some late, missed, incomplete and carried over', async () => {
  const recorded = journalCodec(JOURNAL_DOMAINS).decodeRows(await written());
  const nowMs = instantOf(MORNING, '08:00', LAB_ZONE);
  const { lists } = history({ templates: builtin.checklists, schedule, recorded, nowMs });
  const rounds = lists.flatMap((list) => list.rounds);
  const states = new Set(rounds.map(({ state }) => state));
  expect([...states]).toEqual(expect.arrayContaining(['on-time', 'missed', 'skipped']));
  expect(states.has('unknown')).toBe(false);
  const { ratio } = onTimeOf(rounds);
  expect(ratio).toBeGreaterThan(0.7);
  expect(ratio).toBeLessThan(1);
  const { items } = carriedNow(builtin.checklists, summariesOf(recorded), MORNING);
  expect(items.map((one) => one.decision)).toEqual(expect.arrayContaining(['deferred', 'risk']));
});
