/** @jest-environment node */
import type { Inventory } from '../../core/inventory/port';
import { argocdInventory } from '../argocd/inventory';
import { proxmoxBackupServer } from '../proxmox-backup/proxmoxBackup';
import { proxmoxVe } from '../proxmox-ve/proxmoxVe';
import type { Transport } from '../transport/port';
import { inventoryOf, type PartReaders, type Session } from './inventory';

interface Parts {
  whole: number;
  broken: string;
  sum: number;
}

const idle = () => new AbortController().signal;
const at = <T>(value: T) => ({ ok: true as const, value, atMs: 7 });

function inventory(readers: Partial<PartReaders<Parts, Session<Parts>>>) {
  const missing = () => Promise.reject(new Error('not asked for'));
  return inventoryOf<Parts, Session<Parts>>(
    { uid: 'x', name: 'x' },
    {
      readers: { whole: missing, broken: missing, sum: missing, ...readers },
      open: (session) => session,
      clock: () => 7,
      forget: () => undefined,
    }
  );
}

describe('a reader that throws', () => {
  it.each([
    [
      'at once',
      () => {
        throw new TypeError('x is not a function');
      },
    ],
    ['later', () => Promise.reject(new TypeError('x is not a function'))],
  ])('%s is a bug of its own part and of no other', async (_when, broken) => {
    const seen: string[] = [];
    const read = await inventory({ whole: async () => at(1), broken }).read(['broken', 'whole'], {
      signal: idle(),
      onPart: (part) => seen.push(part),
    });
    expect(read.whole).toEqual(at(1));
    expect(read.broken).toMatchObject({ ok: false, reason: { code: 'internal' } });
    expect(!read.broken.ok && read.broken.reason.detail).toContain('x is not a function');
    expect(seen.sort()).toEqual(['broken', 'whole']);
  });

  it('is what the parts see that are made of it', async () => {
    const { sum } = await inventory({
      broken: () => Promise.reject(new Error('bug')),
      sum: async ({ part }) => {
        const broken = await part('broken');
        return broken.ok ? at(1) : broken;
      },
    }).read(['sum'], { signal: idle() });
    expect(sum).toMatchObject({ ok: false, reason: { code: 'internal' } });
  });

  it('because the caller left gets the caller’s abort out', async () => {
    const controller = new AbortController();
    const reading = inventory({
      broken: () => {
        controller.abort();
        return Promise.reject(new Error('closed'));
      },
    }).read(['broken'], { signal: controller.signal });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});

it('reads a part once, however many are made of it, and counts requests', async () => {
  let asked = 0;
  const progress: Array<[number, number]> = [];
  const readers: Partial<PartReaders<Parts, Session<Parts>>> = {
    whole: ({ counted }) => {
      asked += 1;
      return counted(Promise.resolve(at(2)));
    },
    sum: async ({ part }) => {
      const [one, two] = await Promise.all([part('whole'), part('whole')]);
      return one.ok && two.ok ? at(one.value + two.value) : at(0);
    },
  };
  const read = await inventory(readers).read(['sum', 'whole'], {
    signal: idle(),
    onProgress: (done, total) => progress.push([done, total]),
  });
  expect([read.sum, asked, progress]).toEqual([at(4), 1, [[1, 1]]]);
});

/** A body that breaks whoever looks into it, as a bug in a parser does. */
const hostile: Transport = {
  send: () =>
    Promise.resolve({
      status: 200,
      body: new Proxy(
        {},
        {
          get: (_body, name) => {
            throw new TypeError(`no ${String(name)}`);
          },
        }
      ),
    }),
};

interface Client {
  make: () => Inventory<{ version: unknown }>;
}

describe.each<[string, Client['make']]>([
  ['Proxmox VE', () => proxmoxVe(hostile, { uid: 'a', name: 'a' }, { clock: () => 0 })],
  ['Proxmox Backup Server', () => proxmoxBackupServer(hostile, { uid: 'b', name: 'b' }, { clock: () => 0 })],
  ['Argo CD', () => argocdInventory(hostile, { uid: 'c', name: 'c' }, { clock: () => 0 })],
])('the client of %s', (_product, make) => {
  it('shows a bug as one instead of rejecting', async () => {
    const { version } = await make().read(['version'], { signal: idle() });
    expect(version).toMatchObject({ ok: false, reason: { code: 'internal', detail: expect.stringContaining('no ') } });
  });

  it('lets the abort of its caller out', async () => {
    const controller = new AbortController();
    const reading = make().read(['version'], { signal: controller.signal });
    controller.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});
