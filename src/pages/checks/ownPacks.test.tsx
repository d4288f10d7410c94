import { setChromeHeaderHeightHook } from '@grafana/runtime';
import { configure, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes } from 'react-router-dom';

import type { CheckDefinition } from '../../core/check/definition';
import { ConnectionProvider } from '../../ui/connection';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { ServicesProvider, type RoundsServices } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { ChecksPage } from './ChecksPage';

// Its links need the router of Grafana's own build.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  TextLink: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);

let rounds: FakeRounds;

beforeAll(async () => {
  setChromeHeaderHeightHook(() => 0);
  await initTexts();
});
beforeEach(() => {
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ measureText: () => ({ width: 9 }) } as never);
  rounds = new FakeRounds();
  rounds.values = { 'node.disk': 0.934, 'node.memory': 0.5, 'backup.age': 0.85 };
});

function open(path: string, own: RoundsServices) {
  render(
    <ServicesProvider services={own}>
      <ConnectionProvider>
        <MemoryRouter initialEntries={[`/a/opsrounds-ops-app/checks${path}`]}>
          <Routes>
            <Route path="/a/opsrounds-ops-app/checks/*" element={<ChecksPage />} />
          </Routes>
        </MemoryRouter>
      </ConnectionProvider>
    </ServicesProvider>
  );
}

describe("packs of one's own", () => {
  /** node.disk has other limits, and a pack that changes node.memory cannot be read. */
  const customising = (): RoundsServices => ({
    ...rounds.services,
    library: async () => {
      const { checks, ...known } = await rounds.services.library();
      const [disk, memory] = checks;
      const others = [{ ...disk!, id: 'backup.age', title: 'Backup age' }];
      const changed: CheckDefinition = {
        ...disk!,
        fail: 0.95,
        customised: { pack: 'ours', fields: ['fail'], builtin: disk! },
      };
      const broken: CheckDefinition = { ...memory!, broken: { code: 'bad-definition', detail: 'packs[1]:5:5: warn.' } };
      const own = { text: '', checks: [], problems: [] };
      const problem = {
        line: 5,
        column: 5,
        field: 'overrides.node.memory.warn',
        message: 'it is text',
        fix: 'write 0.9',
      };
      return {
        ...known,
        checks: [changed, broken, ...others],
        own: [
          { ...own, key: 'ours', id: 'ours', title: 'Our limits', customised: ['node.disk'] },
          { ...own, key: 'bad', id: 'bad', title: 'Bad limits', customised: [], problems: [problem] },
        ],
      };
    },
  });

  it('are marked where they changed a check, and make unknown what they cannot say', async () => {
    open('', customising());
    const disk = await screen.findByRole('row', { name: /node\.disk/ });
    expect(disk).toHaveTextContent('customised');
    expect(disk).toHaveTextContent('Warning');
    const memory = screen.getByRole('row', { name: /node\.memory/ });
    expect(memory).toHaveTextContent('Unknown');
    expect(memory).not.toHaveTextContent('customised');
    expect(screen.getByRole('alert')).toHaveTextContent(
      /The pack Bad limits does not count.*line 5, overrides\.node\.memory\.warn: it is text\. Fix: write 0\.9\./
    );
  });

  it('stand on the page of a check, each field beside what is built in', async () => {
    open('/node.disk?tab=definition', customising());
    const table = await screen.findByRole('table', { name: 'Customised' });
    expect(within(table).getByRole('row', { name: /^fail/ })).toHaveTextContent('fail0.950.9');
    expect(screen.getByRole('link', { name: 'Edit the pack' })).toHaveAttribute(
      'href',
      expect.stringContaining('setup/packs/ours') as string
    );
  });

  it('are begun with a check that is as it was', async () => {
    open('/backup.age?tab=definition', customising());
    expect(await screen.findByRole('link', { name: 'Customise' })).toHaveAttribute(
      'href',
      expect.stringContaining('setup/packs/new?check=backup.age') as string
    );
  });
});
