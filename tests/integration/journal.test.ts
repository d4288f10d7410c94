import { buildBoard } from '../../src/core/checklist/buildBoard';
import { deriveRun } from '../../src/core/checklist/derive';
import { acknowledge, defer, signOff, startRun, undo, type Act } from '../../src/core/checklist/draft';
import { runEvents, type RunDraft } from '../../src/core/checklist/event';
import { foldRun } from '../../src/core/checklist/fold';
import { WEEKDAYS } from '../../src/core/checklist/recurrence';
import type { RunState } from '../../src/core/checklist/state';
import { checkResult, item, runResult, template } from '../../src/core/checklist/testData';
import type { Journal } from '../../src/core/journal/journal';
import { annotationJournal } from '../../src/sources/grafana/annotations';
import { readSettings, saveSettings } from '../../src/sources/grafana/settings';
import { JOURNAL_DOMAINS } from '../../src/sources/journalDomains';
import type { Transport } from '../../src/sources/transport/port';
import { startWorld, type World } from './world';

const signal = new AbortController().signal;
const DAY_MS = 86_400_000;
const journalOf = (transport: Transport, dashboardUid: string | undefined) =>
  annotationJournal(transport, JOURNAL_DOMAINS, dashboardUid);

const list = { ...template(item('disk', ['n.disk']), item('backup', ['n.backup'])), opens: '00:00', due: '23:59' };
const everyDay = { ...list, recurrence: { every: 'week', days: WEEKDAYS } as const };
const result = runResult(checkResult('n.disk', 'fail'), checkResult('n.backup', 'unknown', { code: 'no-data' }));

describe('the journal on a server that answers as Grafana does', () => {
  let world: World;
  let keys = 0;
  const run = deriveRun(everyDay, { zone: 'Europe/Berlin', holidays: new Set() }, Date.now());
  const range = { list: run.list, class: 'run' as const, fromMs: run.openMs - DAY_MS, toMs: run.openMs + 2 * DAY_MS };

  const stateSeenBy = async (journal: Journal): Promise<RunState> => {
    const reading = await journal.read(range, signal);
    return foldRun(runEvents(reading), reading.rejected, run.key);
  };
  const actOn = (state: RunState): Act => ({ run, template: everyDay, state, key: `key-${++keys}` });
  const boardOf = (state: RunState) => buildBoard({ template: everyDay, run, result, pendingSources: [], state });
  const entryOf = (state: RunState, id: string) => boardOf(state).items.find((entry) => entry.item.id === id)!;

  beforeAll(async () => {
    world = await startWorld({ prometheusPort: 9439 });
  });
  afterAll(() => world.close());
  afterEach(() => world.asAdmin('POST', '/api/annotations/mass-delete', { dashboardId: 0, panelId: 0 }));

  it('carries a round from its first act to the signature, seen alike by another person', async () => {
    const ops1 = journalOf(await world.transport('Editor'), undefined);
    const other = journalOf(await world.transport('Viewer'), undefined);
    const append = async (draft: RunDraft): Promise<RunState> => {
      await ops1.append(draft, signal);
      return stateSeenBy(ops1);
    };
    let state = await append(startRun(actOn(await stateSeenBy(ops1)))!);
    state = await append(acknowledge(actOn(state), entryOf(state, 'disk'), 'vzdump -- cleaning --> at 10:00 <b>'));
    state = await append(defer(actOn(state), entryOf(state, 'backup'), 'ops2', 'after the switch'));
    const events = runEvents(await ops1.read(range, signal));
    const board = boardOf(state);
    expect(board.counts?.left).toBe(0);
    state = await append(signOff(actOn(state), { board, result, events, remark: '', incomplete: null }));

    const seen = await stateSeenBy(other);
    expect(seen).toEqual(state);
    expect(seen.rejected).toEqual([]);
    expect(seen.decisions.get('disk')).toMatchObject({
      note: 'vzdump -- cleaning --> at 10:00 <b>',
      author: expect.stringMatching(/^sa-1-editor/),
    });
    expect(seen.signature).toMatchObject({ changedSince: false, verdicts: { disk: 'fail', backup: 'unknown' } });
    expect(Math.abs((seen.signature?.atMs ?? 0) - Date.now())).toBeLessThan(60_000);

    state = await append(undo(actOn(state), entryOf(state, 'disk')));
    expect((await stateSeenBy(other)).signature).toMatchObject({ changedSince: true });
  });

  it('refuses a Viewer, on the server and beforehand', async () => {
    const viewer = journalOf(await world.transport('Viewer'), undefined);
    const state = await stateSeenBy(viewer);
    const appended = viewer.append(acknowledge(actOn(state), entryOf(state, 'disk'), 'n'), signal);
    await expect(appended).rejects.toMatchObject({ code: 'not-permitted', status: 403 });
    expect(await viewer.canAppend(signal)).toBe(false);
    expect(await journalOf(await world.transport('Editor'), undefined).canAppend(signal)).toBe(true);
  });

  it('does not count what was edited, and says so', async () => {
    const editor = journalOf(await world.transport('Editor'), undefined);
    const state = await stateSeenBy(editor);
    const event = await editor.append(acknowledge(actOn(state), entryOf(state, 'disk'), 'honest'), signal);
    await waitForNextMillisecond(event.createdMs);
    const forged = { text: 'all fine', tags: ['opsrounds:run', 'opsrounds_list:morning'] };
    await world.asAdmin('PUT', `/api/annotations/${event.id}`, forged);
    const after = await stateSeenBy(editor);
    expect(after.decisions.size).toBe(0);
    expect(after.rejected).toMatchObject([{ id: event.id, why: 'edited' }]);
  });

  it('counts a retry once', async () => {
    const editor = journalOf(await world.transport('Editor'), undefined);
    const state = await stateSeenBy(editor);
    const draft = acknowledge(actOn(state), entryOf(state, 'disk'), 'n');
    await editor.append(draft, signal);
    await editor.append(draft, signal);
    const { events, rejected } = await editor.read(range, signal);
    expect(events).toHaveLength(1);
    expect(rejected).toMatchObject([{ why: 'duplicate-key' }]);
  });

  it('loses none of many acts at once, and reads past the default limit', async () => {
    const writers = await Promise.all([world.transport('Editor'), world.transport('Editor'), world.transport('Admin')]);
    const state = await stateSeenBy(journalOf(writers[0]!, undefined));
    const drafts = Array.from({ length: 110 }, () => acknowledge(actOn(state), entryOf(state, 'disk'), 'at once'));
    await Promise.all(drafts.map((draft, i) => journalOf(writers[i % 3]!, undefined).append(draft, signal)));
    expect((await stateSeenBy(journalOf(writers[1]!, undefined))).events).toBe(110);
  });

  it('lives at a dashboard when the settings say so, apart from the organisation', async () => {
    const dashboard = { uid: 'opsrounds-journal', title: 'Ops Rounds journal', panels: [], schemaVersion: 41 };
    await world.asAdmin('POST', '/api/dashboards/db', { dashboard });
    const transport = await world.transport('Admin');
    const home = journalOf(transport, 'opsrounds-journal');
    expect(await home.canAppend(signal)).toBe(true);
    expect(await journalOf(await world.transport('Viewer'), 'opsrounds-journal').canAppend(signal)).toBe(false);
    const state = await stateSeenBy(home);
    await home.append(acknowledge(actOn(state), entryOf(state, 'disk'), 'n'), signal);
    expect((await stateSeenBy(home)).decisions.size).toBe(1);
    const nowhere = journalOf(transport, 'nope');
    const lost = nowhere.append(acknowledge(actOn(state), entryOf(state, 'disk'), 'n'), signal);
    await expect(lost).rejects.toMatchObject({ code: 'bad-response' });
  });

  it('keeps the app on when settings are written, and refuses an Editor', async () => {
    const admin = await world.transport('Admin');
    await saveSettings(admin, { version: 1, timezone: 'Europe/Berlin', checklists: ['morning'] }, signal);
    expect((await readSettings(await world.transport('Viewer'), signal)).settings.checklists).toEqual(['morning']);
    const { body } = await world.asAdmin('GET', '/api/plugins/opsrounds-ops-app/settings');
    expect(body).toMatchObject({ enabled: true, pinned: true });
    const editor = saveSettings(await world.transport('Editor'), { version: 1 }, signal);
    await expect(editor).rejects.toMatchObject({ code: 'not-permitted' });
  });
});

/** An edit in the very millisecond of the creation leaves no trace; nobody is that quick, but a test is. */
async function waitForNextMillisecond(ms: number): Promise<void> {
  while (Date.now() <= ms) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
