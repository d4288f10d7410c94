/** @jest-environment node */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RUN_EVENTS, runDigest, runEvents, type RunDraft, type RunPayload } from '../../core/checklist/event';
import { rowHash } from '../../core/journal/chain';
import { eventTags, journalCodec, type AnnotationRow } from '../../core/journal/codec';
import type { SeenRow } from '../../core/journal/event';
import { exportText } from '../../core/journal/exportFile';
import { runCommand } from '../commands';
import type { Io } from '../io';
import { lookAt, exitCode, type Looked } from './outcome';
import { renderText } from './output/text';

const codec = journalCodec([RUN_EVENTS]);
const START_MS = Date.UTC(2026, 10, 20, 7);
const ZONE = 'Europe/Berlin';

/** The row of an event that names the one before it. */
function rowAfter(
  before: AnnotationRow | undefined,
  fields: Partial<RunDraft> & { payload?: RunPayload }
): AnnotationRow {
  const id = (before?.id ?? 0) + 1;
  const seen: SeenRow[] = before ? [{ id: before.id, createdMs: before.created, hash: rowHash(before) }] : [];
  const draft: RunDraft = {
    class: 'run',
    list: 'morning',
    type: 'item.acknowledged',
    key: `k${id}`,
    subject: 'morning/2026-11-20',
    payload: { template: 'morning@00000000', item: 'disk', details: { note: `note ${id}` } },
    sentence: 'Disk: acknowledged',
    seen,
    by: 'ops1',
    ...fields,
  };
  const created = START_MS + id * 60_000;
  const tags = eventTags('run', 'morning');
  return { id, text: codec.encode(draft), tags, login: 'ops1', created, updated: created };
}

const started = rowAfter(undefined, { type: 'run.started', payload: { template: 'morning@00000000' } });
const disk = rowAfter(started, {});
const backup = rowAfter(disk, {});
const signature = rowAfter(backup, {
  type: 'run.signed',
  payload: {
    template: 'morning@00000000',
    details: { events: 3, digest: runDigest(runEvents(codec.decodeRows([started, disk, backup]))) },
  },
});
const all = [started, disk, backup, signature];

const looked = (rows: readonly AnnotationRow[], more: Partial<Looked> = {}): Looked => ({
  rows,
  fromMs: 1,
  toMs: START_MS + 86_400_000,
  startedMs: START_MS,
  zone: ZONE,
  cleanUp: null,
  before: null,
  isFileWhole: null,
  ...more,
});

const FOREVER = { state: 'forever' } as const;

describe('the exit code of verify', () => {
  it.each<[number, string, Looked]>([
    [0, 'nothing was touched', looked(all)],
    [0, 'all of a file is there', looked(all, { before: all.slice(0, 3), isFileWhole: true })],
    [1, 'a row was edited', looked([started, { ...disk, updated: 1 }, backup, signature])],
    [1, 'a row is gone', looked([started, backup, signature])],
    [1, 'a row in the file is gone', looked(all.slice(0, 3), { before: all, isFileWhole: true })],
    [1, 'the file was changed', looked(all, { isFileWhole: false })],
    [1, 'the beginning is gone and nothing cleans up', looked(all.slice(1), { cleanUp: FOREVER })],
    [3, 'the beginning is gone', looked(all.slice(1))],
    [3, 'nothing is there', looked([])],
    [3, 'a login was renamed', looked(all.map((row) => ({ ...row, login: 'jo' })))],
  ])('is %i when %s', (code, _, what) => expect(exitCode(lookAt(what))).toBe(code));

  it('goes by signatures too, where rows name none', () => {
    const unchained = (row: AnnotationRow) => ({ ...row, text: row.text.replace(/,"c":\[\[.*?\]\]/, '') });
    const { seals, verdict } = lookAt(looked([started, backup, signature].map(unchained)));
    expect(seals).toMatchObject([{ run: 'morning/2026-11-20', state: 'gone', events: 3 }]);
    expect(verdict).toBe('tampered');
  });
});

describe('what is printed', () => {
  it('names each finding, and fits 80 columns', () => {
    const text = renderText(lookAt(looked([started, backup, signature], { cleanUp: FOREVER })), false);
    expect(text.split('\n').slice(0, 3)).toEqual([
      'Journal, 3 events, 2026-11-20 08:01 to 2026-11-20 08:04 Europe/Berlin',
      'TAMPERED',
      '- Row 2 of 2026-11-20 08:02 is gone; row 3 names it.',
    ]);
    expect(text).toMatch(/Signature [0-9a-f]{4} [0-9a-f]{4} of ops1, 3 events, some are/);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('is calm when nothing was touched', () => {
    const text = renderText(lookAt(looked(all)), true);
    expect(text).toContain('\u001b[32mINTACT\u001b[0m');
    expect(text).toContain('3 events held by later ones, 1 by none yet');
    expect(text).toContain('1 signed round, 1 signature as made.');
  });
});

describe('opsrounds journal', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-journal-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    let [out, err] = ['', ''];
    const io: Io = {
      env: {},
      out: (text) => (out += text),
      err: (text) => (err += text),
      isTty: false,
      signal: new AbortController().signal,
      clock: () => START_MS,
    };
    const code = await runCommand(['journal', ...argv], io);
    return { code, out, err };
  }

  const fileOf = (text: string): string => {
    const name = path.join(folder, 'journal.ndjson');
    writeFileSync(name, text);
    return name;
  };
  const about = { home: null, zone: ZONE, fromMs: 1, toMs: START_MS + 86_400_000, startedMs: START_MS };

  it('verifies a file without any Grafana', async () => {
    const { code, out } = await run('verify', '--file', fileOf(exportText(all, about)), '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      verdict: 'intact',
      exitCode: 0,
      first: '2026-11-20T07:01:00.000Z',
      events: { counted: 4, held: 3, open: 1, outside: 0 },
      file: { isWhole: true },
      signatures: [{ run: 'morning/2026-11-20', events: 3, state: 'intact' }],
    });
  });

  it('tells a file that was changed', async () => {
    const file = fileOf(exportText(all, about).replace('note 3', 'note x'));
    const { code, out } = await run('verify', '--file', file);
    expect(code).toBe(1);
    expect(out).toContain('The file is not what was written');
    expect(out).toContain('Row 3');
  });

  it.each<[string[], RegExp]>([
    [[], /needs one of export, verify/],
    [['wipe'], /needs one of/],
    [['verify'], /needs --url or --file/],
    [['verify', '--file', 'nowhere.ndjson'], /nowhere\.ndjson cannot be read: ENOENT/],
    [['verify', '--url', 'http://x', '--format', 'yaml'], /--format has to be one of text, json/],
    [['verify', '--url', 'http://x', '--from', '2026-02-30'], /--from has to be a date/],
    [['verify', '--url', 'http://x', '--from', '2026-02-02', '--to', '2026-02-01'], /--from lies after --to/],
    [['verify', '--file', 'f', '--to', '2026-02-01'], /do not go with --file/],
    [['export'], /--url is missing/],
    [['export', '--url', 'http://x', '--out', 'no/where/f'], /there is no folder/],
  ])('is refused: %j', async (argv, words) => {
    const { code, err } = await run(...argv);
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });

  it('refuses a file of something else', async () => {
    expect(await run('verify', '--file', fileOf('{}\n'))).toMatchObject({ code: 2 });
  });
});
