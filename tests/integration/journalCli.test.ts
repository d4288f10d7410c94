import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RUN_EVENTS, type RunDraft } from '../../src/core/checklist/event';
import type { JournalEvent } from '../../src/core/journal/event';
import type { Journal } from '../../src/core/journal/journal';
import { runCommand } from '../../src/cli/commands';
import { annotationJournal } from '../../src/sources/grafana/annotations';
import { createJournalHome, readJournalHome } from '../../src/sources/grafana/journalHome';
import { saveSettings } from '../../src/sources/grafana/settings';
import { startWorld, type World } from './world';

const signal = new AbortController().signal;

/** Export and verify on a Grafana whose journal is edited, cut and wiped under them. */
describe('opsrounds journal', () => {
  let world: World;
  let folder: string;
  let token: string;
  let journal: Journal;
  let events: JournalEvent[];

  const draft = (at: number): RunDraft => ({
    class: 'run',
    list: 'morning',
    type: 'item.acknowledged',
    key: `k${at}`,
    subject: 'morning/2026-11-20',
    payload: { template: 'morning@00000000', item: 'disk', details: { note: `note ${at}` } },
    sentence: 'Disk: acknowledged',
  });

  async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    let [out, err] = ['', ''];
    const code = await runCommand(['journal', ...argv, '--url', world.url], {
      env: { OPSROUNDS_TOKEN: token },
      out: (text) => (out += text),
      err: (text) => (err += text),
      isTty: false,
      signal,
      clock: Date.now,
    });
    return { code, out, err };
  }

  beforeAll(async () => {
    world = await startWorld({ prometheusPort: 3781 });
    folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-journal-'));
    token = await world.token('Viewer');
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    await world.asAdmin('POST', '/api/annotations/mass-delete', { dashboardId: 0, panelId: 0 });
    journal = annotationJournal(await world.transport('Editor'), [RUN_EVENTS], undefined);
    events = [];
    for (let at = 1; at <= 4; at += 1) {
      events.push(await journal.append(draft(at), signal));
    }
  });

  const exported = async (): Promise<string> => {
    const file = path.join(folder, 'journal.ndjson');
    const { code, out } = await run('export', '--out', file);
    expect(code).toBe(0);
    expect(out).toMatch(/4 rows\nSHA-256 [0-9a-f]{64}\n$/);
    return file;
  };

  it('writes the same rows to a file and to standard output, the manifest first', async () => {
    const lines = readFileSync(await exported(), 'utf8')
      .trimEnd()
      .split('\n');
    const { code, out } = await run('export');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').slice(1)).toEqual(lines.slice(1));
    expect(lines.slice(1).map((line) => (JSON.parse(line) as { id: number }).id)).toEqual(events.map(({ id }) => id));
    expect(JSON.parse((await run('export', '--to', '2020-01-01')).out)).toMatchObject({ rows: 0 });
  });

  it('finds a journal that nobody touched intact', async () => {
    const { code, out } = await run('verify');
    expect(code).toBe(0);
    expect(out).toContain('INTACT');
    expect(out).toContain('Whether Grafana cleans it up is not known');
  });

  it('tells an edit, and a row that is gone', async () => {
    const [, second, third] = events;
    const edit = { text: 'all is well', tags: ['opsrounds:run', 'opsrounds_list:morning'] };
    await world.asAdmin('PUT', `/api/annotations/${second?.id}`, edit);
    await world.asAdmin('DELETE', `/api/annotations/${third?.id}`);
    const { code, out } = await run('verify', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'tampered',
      findings: [
        { kind: 'edited', id: second?.id },
        { kind: 'missing', id: third?.id, namedBy: [events[3]?.id] },
      ],
    });
  });

  it('tells that the newest row is gone with the file, and cannot without', async () => {
    const file = await exported();
    await world.asAdmin('DELETE', `/api/annotations/${events[3]?.id}`);
    expect((await run('verify')).code).toBe(0);
    const { code, out } = await run('verify', '--file', file);
    expect(code).toBe(1);
    expect(out).toContain(`Row ${events[3]?.id}`);
  });

  it('tells a wipe from an empty journal with the file, and by whoever had seen it', async () => {
    const file = await exported();
    await world.asAdmin('POST', '/api/annotations/mass-delete', { dashboardId: 0, panelId: 0 });
    expect(await run('verify')).toMatchObject({ code: 3, out: expect.stringContaining('Nothing is there.') });
    expect((await run('verify', '--file', file)).code).toBe(1);
    // A page that was open goes on.
    await journal.append(draft(9), signal);
    const after = await run('verify');
    expect(after).toMatchObject({ code: 3, out: expect.stringContaining('Its beginning is gone') });
  });

  it('says 3 when the journal cannot be read', async () => {
    token = await world.token('None');
    expect(await run('verify')).toMatchObject({ code: 3, out: '' });
    token = await world.token('Viewer');
  });

  it('reads it at its dashboard, which Editors make and of which Viewers know', async () => {
    const words = { title: 'Ops Rounds journal', text: 'Deleting this deletes the journal.' };
    const viewer = await world.transport('Viewer');
    await expect(createJournalHome(viewer, words, signal)).rejects.toMatchObject({ code: 'not-permitted' });
    const editor = await world.transport('Editor');
    const home = await createJournalHome(editor, words, signal);
    expect(await createJournalHome(editor, words, signal)).toEqual(home);
    expect(await readJournalHome(viewer, home.uid, signal)).toMatchObject({
      dashboard: { title: words.title, path: home.path },
      own: { canAdd: false },
    });
    await saveSettings(await world.transport('Admin'), { version: 1, journal: { dashboardUid: home.uid } }, signal);
    const file = await exportedBefore();
    await annotationJournal(editor, [RUN_EVENTS], home.uid).append(draft(1), signal);
    expect((await run('verify')).out).toContain('1 event,');
    expect(await run('verify', '--file', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining('the file is of the journal at the organisation'),
    });
  });

  /** One of the organisation, whatever the settings say by now. */
  async function exportedBefore(): Promise<string> {
    const admin = await world.transport('Admin');
    const { settings } = await import('../../src/sources/grafana/settings').then((all) =>
      all.readSettings(admin, signal)
    );
    await saveSettings(admin, { version: 1 }, signal);
    const file = await exported();
    await saveSettings(admin, settings, signal);
    return file;
  }
});
