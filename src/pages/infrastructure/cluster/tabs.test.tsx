import { setChromeHeaderHeightHook } from '@grafana/runtime';
import { act, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';

import type { CheckDefinition } from '../../../core/check/definition';
import { judge } from '../../../core/check/judge';
import type { CheckResult } from '../../../core/check/result';
import { checkDefinition } from '../../../core/check/testData';
import { given, NOW, onN1 } from '../../../core/inventory/testData';
import { clusterView } from '../../../core/products/proxmox-ve/clusterView';
import type { PackageVersion, Replication } from '../../../core/products/proxmox-ve/parts';
import { guest, node, resources, snapshotOf } from '../../../core/products/proxmox-ve/testData';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { FakeScreen } from '../../../ui/round/fakeScreen';
import { initTexts } from '../../../ui/t';
import { GuestsTab } from './GuestsTab';
import { HaTab } from './HaTab';
import type { TabProps } from './TabProps';
import { UpdatesTab } from './UpdatesTab';

const SOURCE = { uid: 'uid', name: 'pve-x' };

function propsOf(parts: Parameters<typeof snapshotOf>[0], checks: readonly CheckResult[] = []): TabProps {
  const snapshot = snapshotOf({ resources: resources({ nodes: [node('n1')], guests: [guest(101)] }), ...parts });
  const reading = { snapshot, checks, view: clusterView(SOURCE, snapshot, checks, NOW) };
  // Neither tab asks a server anything.
  return { reading, openEvidence: () => undefined, nowMs: NOW } as unknown as TabProps;
}

const cellsOf = (table: string, row: number) =>
  within(within(screen.getByRole('table', { name: table })).getAllByRole('row')[row]!)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);

beforeAll(async () => {
  setChromeHeaderHeightHook(() => 40);
  // A combobox measures its options.
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ measureText: () => ({ width: 9 }) } as never);
  await initTexts();
});

test('the kernel that runs is known from whichever package says it', () => {
  const one = (name: string, fields: Partial<PackageVersion> = {}): PackageVersion => ({
    name,
    installed: '9.1.4',
    candidate: '9.1.4',
    state: null,
    runningKernel: null,
    managerVersion: null,
    ...fields,
  });
  const packages = onN1([one('pve-manager'), one('proxmox-ve', { runningKernel: '6.17.2-1-pve' })]);
  render(<UpdatesTab {...propsOf({ packages })} />);
  expect(cellsOf('Packages of Proxmox', 1)).toContain('6.17.2-1-pve');
});

test('a tab lists every check that its pack puts there, also those with rows of their own below', () => {
  const one = (changes: Partial<CheckDefinition>) =>
    judge(checkDefinition({ kind: 'proxmox', by: ['node'], ...changes }), {
      entities: [{ sourceUid: SOURCE.uid, labels: { node: 'n1' }, value: 11, sampleMs: NOW, trend: [] }],
      evidence: [],
    });
  const checks = [
    one({ id: 'my.certificate', title: 'Certificate', finding: 'certificate of {node}', place: 'updates' }),
    one({ id: 'my.guest', title: 'Guest', finding: 'guest on {node}', place: 'guests' }),
    one({ id: 'my.node', title: 'Node', finding: 'node {node}' }),
  ];
  const props = propsOf({}, checks);
  expect(props.reading.view.attention.map(({ checkId, tab }) => [checkId, tab])).toEqual([
    ['my.certificate', 'updates'],
    ['my.guest', 'guests'],
    ['my.node', 'overview'],
  ]);
  render(<UpdatesTab {...props} />);
  expect(cellsOf('Checks', 1)).toContain('Certificate of n1');
  expect(within(screen.getByRole('table', { name: 'Checks' })).getAllByRole('row')).toHaveLength(2);
});

test('managed and replicated guests have their names, managers their state in one word', () => {
  const ha = {
    quorate: true,
    services: [
      { sid: 'vm:101', node: 'n1', state: 'started', requested: 'started' },
      { sid: 'ct:999', node: 'n1', state: 'started', requested: 'started' },
    ],
    managers: [
      { kind: 'lrm' as const, node: 'n1', status: 'n1 (active, Fri Nov 20 08:31:04 2026)', saidMs: NOW },
      { kind: 'lrm' as const, node: 'n2', status: 'n2 (old timestamp - dead?, Fri, 20 Nov 2026)', saidMs: NOW },
      { kind: 'lrm' as const, node: 'n3', status: 'unable to read lrm status', saidMs: null },
    ],
  };
  const job: Replication = {
    id: '101-0',
    guest: 101,
    node: 'n1',
    target: 'n2',
    schedule: '*/15',
    disabled: false,
    lastSyncMs: NOW,
    lastTryMs: NOW,
    nextSyncMs: NOW,
    durationSeconds: 4,
    failCount: 0,
    error: null,
  };
  render(<HaTab {...propsOf({ ha, replication: onN1([job]) })} />);
  expect(cellsOf('Managed guests', 1)).toEqual(expect.arrayContaining(['vm:101', 'vm-101']));
  expect(cellsOf('Managed guests', 2)).toEqual(expect.arrayContaining(['ct:999', '']));
  expect([1, 2, 3].map((row) => cellsOf('Managers', row)[3])).toEqual([
    'active',
    'old timestamp - dead?',
    'unable to read lrm status',
  ]);
  expect(cellsOf('Replication', 1)).toEqual(expect.arrayContaining(['101-0', 'vm-101']));
});

test('what each guest was asked for does not bring back an older state of the guests', async () => {
  const old = resources({ nodes: [node('n1')], guests: [guest(101, { status: 'stopped' })] });
  const source = { ...SOURCE, read: () => Promise.resolve({ resources: given(old) }), forget: () => undefined };
  const props = { ...propsOf({}), source } as unknown as TabProps;
  const { services } = new FakeRounds();
  render(
    <MemoryRouter>
      <FakeScreen services={{ ...services, clock: () => NOW }}>
        <GuestsTab {...props} />
      </FakeScreen>
    </MemoryRouter>
  );
  await act(async () => Promise.resolve());
  expect(screen.queryByText(/of each guest/)).toBeNull();
  expect(cellsOf('Guests', 1)).toContain('running');
});
