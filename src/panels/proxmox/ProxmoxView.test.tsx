import { render, screen, within } from '@testing-library/react';

import type { CheckResult } from '../../core/check/result';
import type { Verdict } from '../../core/check/verdict';
import type { Judged } from '../../core/products/judged';
import type { Attention, ClusterView, NodeRow } from '../../core/products/proxmox-ve/view';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { ServicesProvider } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { ZoneProvider } from '../../ui/zone';
import { ProxmoxView } from './ProxmoxView';

const judged = (value: number | null, verdict: Verdict = 'pass'): Judged => ({ value, verdict });

function node(name: string, fields: Partial<NodeRow> = {}): NodeRow {
  return {
    name,
    verdict: 'pass',
    status: 'online',
    version: '9.1.4',
    cpu: judged(0.62),
    cpuIsWeek: true,
    vcpuPerCore: 1.2,
    memoryUsedBytes: 4e11,
    memoryAllocatedBytes: 5e11,
    memoryBytes: 5.5e11,
    memory: judged(0.79),
    allocated: judged(0.9),
    hints: [],
    root: judged(0.4),
    ioWait: judged(0.01),
    guests: 12,
    uptimeSeconds: 86_400,
    ifItFails: { ...judged(0.94), lacksBytes: null },
    ...fields,
  };
}

function attention(verdict: Verdict, finding: string, count = 1): Attention {
  const result = {} as CheckResult;
  return { checkId: `pve.${finding}`, verdict, finding, count, sinceMs: null, tab: 'overview', result };
}

function cluster(fields: Partial<ClusterView> = {}): ClusterView {
  return {
    sourceUid: 'pve a/1',
    name: 'pve-a',
    clusterName: 'pve-a',
    verdict: 'warn',
    silent: null,
    unlisted: null,
    unseenGuests: null,
    pending: [],
    asOfMs: Date.UTC(2026, 10, 20, 7, 31, 4),
    figures: {
      quorum: { votes: 2, nodes: 2, verdict: 'pass', standalone: false },
      online: { online: 2, nodes: 2, verdict: 'pass', haErrors: 0 },
      version: { version: '9.1.4', verdict: 'pass', others: [] },
      guests: { running: 120, stopped: 3, halted: 0, unknown: 0, verdict: 'pass' },
      memory: {
        used: { value: 0.77, verdict: 'pass', of: null },
        allocated: { value: 0.9, verdict: 'pass', of: null },
      },
      nodeFails: { value: 0.94, verdict: 'pass', of: null },
      tasks: { failed: 0, total: 10, types: [], verdict: 'pass' },
    },
    attention: [attention('warn', 'If a node fails, 22 GiB are missing')],
    nodes: [node('pve-a1'), node('pve-a2')],
    storages: [],
    guests: [],
    ...fields,
  };
}

const LARGE = { width: 700, height: 300 };
const SMALL = { width: 330, height: 200 };
const TINY = { width: 250, height: 104 };

function show(view: ClusterView, size = LARGE) {
  return render(
    <ServicesProvider services={new FakeRounds().services}>
      <ZoneProvider value="Europe/Berlin">
        <ProxmoxView view={view} size={size} isReading={false} />
      </ZoneProvider>
    </ServicesProvider>
  );
}

const namesShown = () =>
  within(screen.getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getByRole('link').textContent);

beforeAll(initTexts);

test('the finding leads to where more of it stands, the tally says what else there is', () => {
  show(cluster({ attention: [{ ...attention('fail', 'No quorum'), tab: 'ha' }, attention('warn', 'Old', 3)] }));
  expect(screen.getByRole('link', { name: /No quorum/ })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/infrastructure/proxmox/pve%20a%2F1/ha'
  );
  expect(screen.getByText('1 fail')).toBeInTheDocument();
  expect(screen.getByText('1 warning')).toBeInTheDocument();
  expect(screen.getByText('2 of 2 nodes, quorum')).toBeInTheDocument();
  expect(screen.getByText('120 guests running')).toBeInTheDocument();
  expect(screen.getByText(/read 08:31:04/)).toBeInTheDocument();
});

test('the worst nodes stand first', () => {
  show(cluster({ nodes: [node('a'), node('b', { verdict: 'warn' }), node('c', { verdict: 'unknown' }), node('d')] }));
  expect(namesShown()).toEqual(['c', 'b', 'a', 'd']);
});

test('what nobody knows is a question mark, never a zero', () => {
  const unknown = judged(null, 'unknown');
  const offline = node('pve-a2', {
    status: 'offline',
    verdict: 'fail',
    version: null,
    cpu: unknown,
    memory: unknown,
    memoryAllocatedBytes: null,
    memoryBytes: null,
    ifItFails: { ...unknown, lacksBytes: null },
  });
  show(cluster({ nodes: [offline] }));
  const [, row] = screen.getAllByRole('row');
  expect(within(row as HTMLElement).getAllByText('?')).toHaveLength(5);
  expect(within(row as HTMLElement).getByText('offline')).toBeInTheDocument();
});

test('a cluster of which hardly anything is known is drawn all the same', () => {
  const { figures } = cluster();
  const { container } = show(
    cluster({
      verdict: 'unknown',
      asOfMs: null,
      attention: [],
      nodes: [],
      figures: {
        ...figures,
        quorum: { votes: null, nodes: null, verdict: 'unknown', standalone: false },
        online: { online: null, nodes: null, verdict: 'unknown', haErrors: null },
        guests: { running: null, stopped: null, halted: null, unknown: null, verdict: 'unknown' },
      },
    })
  );
  expect(screen.getByText('No check says anything about pve-a')).toBeInTheDocument();
  expect(screen.getByText('? of ? nodes, quorum unknown')).toBeInTheDocument();
  expect(screen.getByText('? guests running')).toBeInTheDocument();
  expect(container).not.toHaveTextContent(/NaN|null|undefined|Infinity/);
});

test('a cluster that passes says so, and only then', () => {
  show(cluster({ verdict: 'pass', attention: [] }));
  expect(screen.getByText('Nothing about pve-a needs attention')).toBeInTheDocument();
});

test.each([
  ['large', LARGE, /^19\d nodes and 7 findings not shown/],
  ['small', SMALL, /^20\d more$/],
  ['tiny', TINY, /^207 more$/],
] as const)('what does not fit into a %s panel is counted', (_, size, words) => {
  const nodes = Array.from({ length: 200 }, (_unused, n) => node(`pve-${n}`));
  show(
    cluster({ nodes, attention: Array.from({ length: 8 }, (_unused, n) => attention('warn', `finding ${n}`)) }),
    size
  );
  expect(screen.getByText(words)).toBeInTheDocument();
});

test('names of machines are text, whatever they hold', () => {
  const name = '<img src=x onerror="alert(1)">{{name}} 💾'.repeat(20);
  const { container } = show(cluster({ name, nodes: [node(name)], attention: [attention('fail', name)] }));
  expect(container.querySelector('img')).toBeNull();
  expect(screen.getByRole('region', { name })).toBeInTheDocument();
  expect(namesShown()).toEqual([name]);
});

test('numbers that no server should send stay on the meter', () => {
  const odd = (value: number) =>
    node(`n${value}`, { cpu: judged(value), ifItFails: { ...judged(value), lacksBytes: 0 } });
  const { container } = show(cluster({ nodes: [odd(7), odd(-1), odd(0)] }));
  const widths = [...container.querySelectorAll<HTMLElement>('[data-part="fill"]')].map(({ style }) =>
    parseFloat(style.width)
  );
  expect(widths.every((width) => width >= 0 && width <= 100)).toBe(true);
});

test('at every width some 100 pixels are left for the name of a node', () => {
  for (let width = 480; width <= 1400; width += 20) {
    const { unmount } = show(cluster(), { width, height: 300 });
    const columns = [...screen.getByRole('table', { name: /^Nodes/ }).querySelectorAll('col')];
    const taken = columns.reduce((sum, column) => sum + (parseInt(column.style.width, 10) || 0), 0);
    expect({ width, isEnough: width - taken >= 120 }).toEqual({ width, isEnough: true });
    unmount();
  }
});
