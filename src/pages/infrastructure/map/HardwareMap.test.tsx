import { setChromeHeaderHeightHook } from '@grafana/runtime';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';

import type { EventDraft } from '../../../core/journal/event';
import { fakeCard, fakeConfig, fakeSnapshot, read, unread } from '../../../core/hardware-map/testData';
import type { Inventory } from '../../../core/inventory/port';
import type { Snapshot } from '../../../core/inventory/read';
import type { PveParts } from '../../../core/products/proxmox-ve/parts';
import { SourceError } from '../../../sources/sourceError';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { FakeScreen } from '../../../ui/round/fakeScreen';
import { initTexts } from '../../../ui/t';
import { HardwareMap } from './HardwareMap';

let world: FakeRounds;
let snapshot: Snapshot<PveParts>;

const source: Inventory<PveParts> = {
  uid: 'pve-a',
  name: 'pve-a',
  read: () => Promise.resolve(snapshot as never),
  forget: () => undefined,
};

async function show() {
  const view = render(
    <MemoryRouter>
      <FakeScreen services={world.services}>
        <HardwareMap source={source} refreshes={0} nowMs={world.nowMs} />
      </FakeScreen>
    </MemoryRouter>
  );
  await act(async () => Promise.resolve());
  return view;
}

async function open() {
  const view = await show();
  await screen.findByRole('table', { name: 'Guests' });
  return view;
}

const user = userEvent.setup();

async function accept() {
  await user.click(screen.getByRole('button', { name: 'Accept this map' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Accept' }));
}

/** Somebody accepts a map without machines. */
const emptyCopy = (): EventDraft => ({
  class: 'sys',
  list: 'infrastructure',
  type: 'map.accepted',
  key: 'k',
  subject: 'map/pve-a',
  payload: {
    id: 'other',
    part: 0,
    of: 1,
    // The digest of `[]`.
    sha: '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945',
    text: '[]',
  },
  sentence: 'accepted',
});

const renamed = () =>
  fakeSnapshot({
    configs: read(
      new Map([
        ['qemu/341', read(fakeConfig([fakeCard('BC:24:11:00:01:01', { vlan: 12 })]))],
        ['lxc/101', read(fakeConfig([fakeCard('BC:24:11:00:01:01')]))],
        ['qemu/9', read(fakeConfig([fakeCard('BC:24:11:00:00:09')]))],
      ])
    ),
  });

beforeAll(async () => {
  setChromeHeaderHeightHook(() => 0);
  await initTexts();
});
beforeEach(() => {
  world = new FakeRounds();
  snapshot = fakeSnapshot();
});

test('the first copy is accepted with a name, and nothing differs then', async () => {
  await open();
  expect(await screen.findByText(/No copy was accepted yet/)).toBeInTheDocument();
  await accept();
  expect(await screen.findByText(/Accepted by ops1/)).toBeInTheDocument();
  expect(screen.getByText('Everything that can be read is as it was accepted.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Accept this map' })).toBeNull();
  expect(world.written.map(({ type, class: of, list }) => [type, of, list])).toEqual([
    ['accepted', 'sys', 'infrastructure'],
  ]);
});

test('nothing is written by opening the page or by leaving the dialog', async () => {
  await open();
  await user.click(await screen.findByRole('button', { name: 'Accept this map' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Cancel' }));
  expect(world.written).toEqual([]);
});

test('differences stand first, field by field, and the machine is marked', async () => {
  const { unmount } = await open();
  await screen.findByText(/No copy was accepted yet/);
  await accept();
  await screen.findByText(/Accepted by ops1/);
  unmount();
  snapshot = renamed();
  await open();
  const table = await screen.findByRole('table', { name: 'Differences to the accepted copy' });
  const [, first] = within(table).getAllByRole('row');
  expect(first).toHaveTextContent(/Changed\s*vm 341 billing-db/);
  const [, row] = within(screen.getByRole('table', { name: 'Guests' })).getAllByRole('row');
  expect(row).toHaveTextContent(/vm 341 billing-db\s*differs/);
  const twice = screen.getByRole('table', { name: 'Addresses and MACs that stand twice' });
  expect(
    within(twice).getByRole('row', { name: /BC:24:11:00:01:01 .*ct 101 dns, vm 341 billing-db/ })
  ).toBeInTheDocument();
});

test('who may not write sees the differences and no button', async () => {
  world.canAppend = false;
  await open();
  expect(await screen.findByText(/No copy was accepted yet/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Accept this map' })).toBeNull();
});

test('a refusal of the server is said, and nothing counts as accepted', async () => {
  world.writeErrors = [new SourceError('not-permitted', 'You need annotations:create.')];
  await open();
  await screen.findByText(/No copy was accepted yet/);
  await accept();
  expect(await within(screen.getByRole('dialog')).findByRole('alert')).toHaveTextContent(/annotations:create/);
  expect(world.written).toEqual([]);
});

test('a copy that somebody accepted meanwhile is not accepted over', async () => {
  await open();
  await screen.findByText(/No copy was accepted yet/);
  await user.click(screen.getByRole('button', { name: 'Accept this map' }));
  world.writeAs('ops2', emptyCopy());
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Accept' }));
  expect(await within(screen.getByRole('dialog')).findByRole('alert')).toHaveTextContent(/Somebody else accepted/);
  expect(world.written).toHaveLength(1);
});

test('after somebody else accepted, the copy can be accepted against theirs', async () => {
  await open();
  await screen.findByText(/No copy was accepted yet/);
  await user.click(screen.getByRole('button', { name: 'Accept this map' }));
  world.writeAs('ops2', emptyCopy());
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Accept' }));
  await within(screen.getByRole('dialog')).findByRole('alert');
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Cancel' }));
  await accept();
  expect(await screen.findByText(/Accepted by ops1/)).toBeInTheDocument();
  expect(world.written).toHaveLength(2);
});

test('an acceptance that is kept though its answer was lost is not somebody else’s', async () => {
  await open();
  await screen.findByText(/No copy was accepted yet/);
  world.answerErrors = [new SourceError('timeout', 'no answer')];
  await accept();
  await within(screen.getByRole('dialog')).findByRole('alert');
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Accept' }));
  expect(await screen.findByText(/Accepted by ops1/)).toBeInTheDocument();
  expect(screen.queryByText(/Somebody else accepted/)).toBeNull();
  expect(world.written).toHaveLength(1);
});

test('a map that broke is said, and is not being read for ever', async () => {
  const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  snapshot = { resources: read({ nodes: null, guests: [] }) } as never;
  await show();
  expect(await screen.findByText(/Unknown/)).toBeInTheDocument();
  expect(screen.queryByText(/Reading addresses/)).toBeNull();
  errors.mockRestore();
});

test('a hole in the map names the privilege, and the cell a question mark', async () => {
  const missing = (id: number) => unread('not-permitted', `VM.GuestAgent.Audit on /vms/${id} is missing`);
  snapshot = fakeSnapshot({
    addresses: read(
      new Map([
        ['qemu/341', missing(341)],
        ['lxc/101', missing(101)],
      ])
    ),
  });
  await open();
  expect(screen.getByText(/VM\.GuestAgent\.Audit on \/vms is missing\./)).toHaveTextContent('2 machines');
  const row = screen.getByRole('row', { name: /billing-db/ });
  expect(within(row).getByText('?')).toBeInTheDocument();
});

test('an entry that was edited is told and not counted', async () => {
  world.rejected = [{ id: 1, why: 'edited', author: 'eve', createdMs: world.nowMs, subject: 'map/pve-a' }];
  await open();
  expect(
    await screen.findByText(/An acceptance by eve, .* was edited afterwards and does not count/)
  ).toBeInTheDocument();
  expect(screen.getByText(/No copy was accepted yet/)).toBeInTheDocument();
});

test('a flood of entries that do not count is told in a few lines', async () => {
  world.rejected = Array.from({ length: 500 }, (_unused, id) => {
    return { id, why: 'unreadable' as const, author: 'eve', createdMs: world.nowMs - id };
  });
  await open();
  expect(await screen.findByText('497 more entries do not count.')).toBeInTheDocument();
  expect(screen.getAllByText(/cannot be read and does not count/)).toHaveLength(3);
});

test('the search finds a guest by its MAC', async () => {
  await open();
  await user.type(screen.getByPlaceholderText('Search name, address or MAC'), '00:03:41');
  const rows = within(screen.getByRole('table', { name: 'Guests' })).getAllByRole('row');
  expect(rows.slice(1).map((row) => row.textContent)).toEqual([expect.stringContaining('billing-db')]);
});

test('thousands of addresses on one machine, and as many duplicates, are counted and not all drawn', async () => {
  const many = Array.from({ length: 4000 }, (_unused, n) => `10.9.${n >> 8}.${n & 255}`);
  const on = (mac: string) => read([{ name: 'eth0', mac, addresses: many }]);
  snapshot = fakeSnapshot({
    addresses: read(
      new Map([
        ['qemu/341', on('BC:24:11:00:03:41')],
        ['lxc/101', on('BC:24:11:00:01:01')],
      ])
    ),
  });
  const { container } = await open();
  expect(screen.getByRole('heading', { name: 'Twice 4,000' })).toBeInTheDocument();
  expect(screen.getAllByText('20 of 4,000:')).toHaveLength(2);
  expect(container.querySelectorAll('*').length).toBeLessThan(3000);
});

test('names of machines are text, whatever they hold', async () => {
  const name = '<img src=x onerror="alert(1)">{{name}}';
  const { resources } = fakeSnapshot();
  if (resources?.ok) {
    const guests = resources.value.guests.map((guest) => ({ ...guest, name }));
    snapshot = fakeSnapshot({ resources: read({ ...resources.value, guests }) });
  }
  const { container } = await open();
  expect(container.querySelector('img')).toBeNull();
  expect(screen.getByText(`vm 341 ${name}`)).toBeInTheDocument();
});
