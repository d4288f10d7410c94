/** @jest-environment node */
import { journalCodec } from '../../core/journal/codec';
import type { EventDraft, JournalEvent } from '../../core/journal/event';
import type { Journal } from '../../core/journal/journal';
import { BACKUP_EVENTS } from '../../core/products/backups/events';
import { daySummariesIn } from '../../core/products/backups/daySummary';
import { postureView, type PostureInput } from '../../core/products/backups/postureView';
import type { BackupTarget } from '../../core/products/backups/target';
import { context, copyAt, HOUR, NOW, target } from '../../core/products/backups/testData';
import { runCommand } from '../commands';
import type { Io } from '../io';
import { report } from './command';
import { exitCode, type BackupsOutcome } from './outcome';
import { renderJson } from './output/json';
import { renderJunit } from './output/junit';
import { renderText } from './output/text';
import { renderTextfile } from './output/textfile';

const SIGNAL = new AbortController().signal;
const down = {
  uid: 'prom',
  name: 'Prometheus',
  problem: { code: 'source-down', detail: 'no route' },
  asOfMs: null,
} as const;

const good = target();
const tested = {
  targetKey: good.key,
  atMs: NOW - HOUR,
  by: 'ops1',
  result: 'restored',
  tookSeconds: 60,
  note: '',
} as const;
const old = target({ key: 'pve:pve-a/qemu/102', name: 'vm 102 <wiki>', copies: [copyAt(NOW - 60 * HOUR)], runs: [] });
const never = target({ key: 'velero:prod/ledger', kind: 'kubernetes', name: 'ledger', copies: [], runs: [] });
const dark = target({ key: 'restic:x/kw', name: 'kw', doubts: [{ code: 'vanished' }] });

function view(targets: readonly BackupTarget[], more: Partial<PostureInput> = {}) {
  const { objectives, nowMs, zone } = context();
  return postureView({
    targets,
    sources: [],
    objectives,
    restoreTests: [tested],
    journalFailed: null,
    summaries: new Map(),
    fullestDatastore: null,
    checks: [],
    nowMs,
    zone,
    days: 35,
    ...more,
  });
}

const outcome = (targets: readonly BackupTarget[], more: Partial<PostureInput> = {}): BackupsOutcome => ({
  view: view(targets, more),
  zone: 'UTC',
  askedMs: NOW,
});

describe('the exit code of backups', () => {
  it.each<[number, string, BackupsOutcome]>([
    [0, 'all protected', outcome([good])],
    [1, 'one too old', outcome([good, old])],
    [1, 'one never backed up beside an unknown', outcome([good, never, dark])],
    [3, 'an unknown', outcome([good, dark])],
    [3, 'a source that is down', outcome([good], { sources: [down] })],
    [3, 'a journal that cannot be read', outcome([good], { journalFailed: { code: 'timeout' } })],
    [3, 'nothing at all', outcome([])],
  ])('is %i for %s', (code, _what, found) => expect(exitCode(found)).toBe(code));
});

describe('what is printed', () => {
  const all = outcome([good, old, never, dark], { sources: [down] });

  it('has the unprotected first, says why, and fits 80 columns', () => {
    const text = renderText(all, false);
    const heads = text.split('\n').filter((line) => /^[A-Z]{2}/.test(line));
    expect(heads).toEqual(['UNPROTECTED', 'UNKNOWN', 'ATTENTION']);
    expect(text).toContain('1 unprotected  1 unknown  1 attention  1 protected');
    expect(text).toContain('Prometheus could not be read: no route');
    expect(text).toContain('It has never made a good backup.');
    expect(text).toContain('Last good backup: not known.');
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('is JSON for programs', () => {
    const document = JSON.parse(renderJson(all)) as { exitCode: number; targets: Array<Record<string, unknown>> };
    expect(document.exitCode).toBe(1);
    expect(document.targets[0]).toMatchObject({ key: never.key, posture: 'unprotected', lastGoodState: 'never' });
    expect(document.targets.find(({ key }) => key === dark.key)).toMatchObject({
      lastGood: null,
      lastGoodState: 'unknown',
    });
  });

  it('is JUnit with unknown as an error, and names escaped', () => {
    const text = renderJunit(all);
    expect(text).toContain('tests="4" failures="2" errors="1" skipped="0"');
    expect(text).toContain('name="vm 102 &#60;wiki&#62; in pve-a"');
    expect(text.match(/<failure type="unprotected"/g)).toHaveLength(1);
  });

  it('is metrics without a sample of what is not known', () => {
    const text = renderTextfile(all);
    expect(text).toContain('opsrounds_backup_targets{posture="unprotected"} 1\n');
    expect(text).toContain(
      `opsrounds_backup_posture{target="${never.key}",kind="kubernetes",name="ledger",posture="unprotected"} 1\n`
    );
    expect(text).not.toContain(`opsrounds_backup_last_good_timestamp_seconds{target="${dark.key}"`);
    expect(text).toContain(`opsrounds_backup_measured_timestamp_seconds ${NOW / 1000}\n`);
  });
});

/** A journal in memory, with what the server makes of each event. */
function memoryJournal(): Journal & { events: JournalEvent[] } {
  const codec = journalCodec([BACKUP_EVENTS]);
  const events: JournalEvent[] = [];
  return {
    events,
    read: ({ class: of, list }) =>
      Promise.resolve({ events: events.filter((event) => event.class === of && event.list === list), rejected: [] }),
    append: (draft: EventDraft) => {
      const tags = [`opsrounds:${draft.class}`, `opsrounds_list:${draft.list}`];
      const times = { created: NOW + events.length, updated: NOW + events.length };
      const event = codec.decodeRow({
        id: events.length + 1,
        text: codec.encode(draft),
        tags,
        login: 'robot',
        ...times,
      });
      if ('why' in event) {
        return Promise.reject(new Error(event.why));
      }
      events.push(event);
      return Promise.resolve(event);
    },
    canAppend: () => Promise.resolve(true),
  };
}

async function record(targets: readonly BackupTarget[], journal: ReturnType<typeof memoryJournal>) {
  const printed: string[] = [];
  const said: string[] = [];
  const io = {
    out: (text: string) => printed.push(text),
    err: (text: string) => said.push(text),
    env: {},
  } as unknown as Io;
  const backups = {
    isConnected: true,
    posture: () => Promise.resolve(view(targets, { summaries: daySummariesIn(journal.events) })),
    forget: () => undefined,
  };
  const what = { record: true, days: 35, format: 'text' } as const;
  const settings = { version: 1, timezone: 'UTC' } as const;
  const code = await report(what, { backups, journal, settings }, { nowMs: NOW, signal: SIGNAL }, io);
  return { code, printed, said };
}

describe('the days that are written down', () => {
  it('are those that are over, once', async () => {
    const journal = memoryJournal();
    const first = await record([good], journal);
    expect(first.code).toBe(0);
    expect(first.printed.at(-1)).toBe('Backups of 2026-11-19: 1 of 1 good\n');
    const days = daySummariesIn(journal.events);
    expect(days.size).toBe(34);
    expect(days.has('2026-11-20')).toBe(false);
    const count = journal.events.length;
    const second = await record([good], journal);
    expect(second).toMatchObject({ code: 0, printed: [expect.stringContaining('Nothing to write')] });
    expect(journal.events).toHaveLength(count);
  });

  it('keep what no source remembers, and are not made better by it', async () => {
    const journal = memoryJournal();
    const failed = target({
      runs: good.runs.map((run, night) => (night === 1 ? { ...run, result: 'failed' as const } : run)),
      copies: [copyAt(NOW - 7.5 * HOUR)],
    });
    await record([failed], journal);
    await record([good], journal);
    expect(daySummariesIn(journal.events).get('2026-11-19')?.get(good.key)).toBe('failed');
  });

  it('are none of which nothing is known', async () => {
    const journal = memoryJournal();
    const { code, said } = await record([dark], journal);
    expect({ code, written: journal.events.length }).toEqual({ code: 3, written: 0 });
    expect(said.join('')).toContain('stays a gap');
  });
});

it.each([
  [['backups'], '--url is missing'],
  [['backups', '--url', 'http://x', '--format', 'pdf'], '--format has to be one of'],
  [['backups', '--url', 'http://x', '--record', '--format', 'json'], 'do not go together'],
  [['backups', '--url', 'http://x', '--days', '1'], '--days has to be'],
])('%j is not called right', async (argv, words) => {
  const said: string[] = [];
  const io = {
    env: {},
    out: () => undefined,
    err: (text: string) => said.push(text),
    isTty: false,
    signal: SIGNAL,
    clock: () => NOW,
  };
  expect(await runCommand(argv, io)).toBe(2);
  expect(said.join('')).toContain(words);
});
