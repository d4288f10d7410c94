/** @jest-environment node */
import type { Inventory } from '../../inventory/port';
import { given, HOUR, NOW, refused } from '../../inventory/testData';
import type { Journal } from '../../journal/journal';
import type { PveParts } from '../proxmox-ve/parts';
import { backup, guest, job, resources, snapshotOf, storage } from '../proxmox-ve/testData';
import { SEES_BACKUPS } from '../proxmox/testData';
import { backupsDesk } from './desk';
import { backupSource, hoursAgo, NOW as METRICS_NOW } from './metrics/testData';
import type { BackupsPorts } from './ports';

const snapshot = snapshotOf({
  permissions: SEES_BACKUPS,
  resources: resources({
    guests: [guest(1)],
    storages: [storage('backup', { type: 'pbs', shared: true })],
  }),
  backupJobs: [job('nightly', [1])],
  backups: new Map([['backup', given([backup(1, 12 * HOUR, { verified: 'ok', verifiedMs: NOW - HOUR })])]]),
  tasks: new Map([['n1', given([])]]),
});

const journal: Journal = {
  read: async () => ({ events: [], rejected: [] }),
  append: () => Promise.reject(new Error('not here')),
  canAppend: async () => false,
};

function deskWith(more: Partial<BackupsPorts> = {}) {
  const asked: string[] = [];
  const cluster = {
    uid: 'a',
    name: 'a',
    read: async (parts: readonly string[]) => {
      asked.push(parts.join());
      return snapshot;
    },
    forget: () => asked.push('forget'),
  } as unknown as Inventory<PveParts>;
  const desk = backupsDesk({
    settings: { version: 1 },
    journal,
    metricSources: [],
    clusters: [cluster],
    servers: [],
    library: async () => ({ rules: [{ match: {}, rpo: 26 * 3600 }], places: [] }),
    ...more,
  });
  const signal = new AbortController().signal;
  const look = (nowMs = NOW, days = 35) => desk.posture({ nowMs, days }, signal);
  return { desk, asked, look };
}

describe('the desk of backups', () => {
  it('judges by the rules of the library, and then by those of the settings', async () => {
    const plain = await deskWith().look();
    expect([plain.verdict, plain.rows[0]?.objective.rpoSeconds]).toEqual(['pass', 26 * 3600]);
    const rules = [{ match: { kind: ['guest'] }, rpo: '4h' }];
    const strict = await deskWith({ settings: { version: 1, backupObjectives: { rules } } }).look();
    expect([strict.verdict, strict.rows[0]?.objective.rpoSeconds]).toEqual(['warn', 4 * 3600]);
  });

  it('is not well by rules that cannot be read', async () => {
    const rules = [{ match: {}, rpo: 'soon' }];
    const view = await deskWith({ settings: { version: 1, backupObjectives: { rules } } }).look();
    expect(view.verdict).toBe('unknown');
    expect(view.sources.find(({ uid }) => uid === 'settings')?.problem?.detail).toContain(
      'backupObjectives.rules.0.rpo'
    );
  });

  it('says that the journal was not read', async () => {
    const failing = { ...journal, read: () => Promise.reject({ code: 'timeout' }) };
    const view = await deskWith({ journal: failing }).look();
    expect(view.journalFailed?.code).toBe('timeout');
    expect(view.rows[0]?.restoreTest.verdict).toBe('unknown');
  });

  it('reads once for all who look at about the same time, anew when somebody asks for it, and for other days', async () => {
    const { desk, asked, look } = deskWith();
    await look();
    await look(NOW + 10_000);
    expect(asked).toHaveLength(1);
    await look(NOW, 90);
    desk.forget();
    await look(NOW + 10_000, 90);
    expect(asked.filter((one) => one !== 'forget')).toHaveLength(3);
  });

  it('reads once for all who look at the same time, and again for whoever stays when the first one gives up', async () => {
    const { asked, look } = deskWith();
    await Promise.all([look(), look(NOW + 1)]);
    expect(asked).toHaveLength(1);

    const giving = new AbortController();
    let reads = 0;
    const waiting = {
      uid: 'b',
      name: 'b',
      read: (_parts: unknown, { signal }: { signal: AbortSignal }) => {
        reads += 1;
        return reads > 1
          ? Promise.resolve(snapshot)
          : new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      },
      forget: () => undefined,
    } as unknown as Inventory<PveParts>;
    const { desk } = deskWith({ clusters: [waiting] });
    const first = desk.posture({ nowMs: NOW, days: 35 }, giving.signal);
    const second = desk.posture({ nowMs: NOW, days: 35 }, new AbortController().signal);
    await new Promise((resolve) => setImmediate(resolve));
    giving.abort();
    await expect(first).rejects.toThrow();
    expect((await second).rows).toHaveLength(1);
    expect(reads).toBe(2);
  });

  it('is unknown where a source gives nothing, however well the others are', async () => {
    const silent = {
      uid: 'b',
      name: 'b',
      read: async () => ({ resources: refused('source-down', 'no answer') }),
      forget: () => undefined,
    } as unknown as Inventory<PveParts>;
    const { look } = deskWith();
    const both = deskWith({ clusters: [silent] });
    expect((await look()).verdict).toBe('pass');
    const view = await both.look();
    expect([view.verdict, view.sources[0]?.problem?.detail, view.rows]).toEqual(['unknown', 'no answer', []]);
  });
});

it.each([
  ['first', ['eu', 'us']],
  ['last', ['us', 'eu']],
])(
  'is as bad as the worse of two sources whose clusters have one name, the good one being asked %s',
  async (_w, uids) => {
    const labels = { cluster: 'prod', schedule: 'nightly' };
    const sources = uids.map((uid) => ({
      ...backupSource({
        now: {
          velero_defined: [[labels, 1]],
          velero_stamp: [[labels, hoursAgo(uid === 'eu' ? 7 : 900)]],
          velero_status: [[labels, uid === 'eu' ? 1 : 0]],
        },
        past: { velero_defined: [[labels, () => 1]] },
      }),
      uid,
      name: uid,
    }));
    const { verdict, rows } = await deskWith({ clusters: [], metricSources: sources }).look(METRICS_NOW);
    expect([verdict, rows.map(({ target }) => target.sourceUid)]).toEqual(['warn', ['us']]);
  }
);
