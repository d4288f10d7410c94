import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';

import { kpiEnteredDraft } from '../../../core/kpi/draft';
import { kpi, MANUAL } from '../../../core/kpi/testData';
import { ConnectionProvider, ConnectionView } from '../../../ui/connection';
import { FakeRounds, NOW_MS } from '../../../ui/round/fakeRounds';
import { ServicesProvider } from '../../../ui/services';
import { initTexts } from '../../../ui/t';
import { FiguresPage } from './FiguresPage';

// Grafana gives the page's frame; without one nothing is drawn.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual<object>('@grafana/runtime'),
  PluginPage: ({ children }: { children: ReactNode }) => <main>{children}</main>,
}));

const ESCALATION = kpi([MANUAL], { id: 'escalation', title: 'Escalations in time', shortTitle: 'Escalations' });
const AUTOMATION = kpi([{ kind: 'journal', measure: 'automation-rate' }], { id: 'automation', title: 'Automation' });

const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
let world: FakeRounds;

function Address() {
  return <output data-testid="address">{useLocation().search}</output>;
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await act(async () => jest.advanceTimersByTimeAsync(50));
  }
}

async function open(search = ''): Promise<void> {
  const library = async () => ({ ...(await world.services.library()), kpis: [ESCALATION, AUTOMATION] });
  render(
    <MemoryRouter initialEntries={[`/${search}`]}>
      <Address />
      <ServicesProvider services={{ ...world.services, library }}>
        <ConnectionProvider>
          <ConnectionView loading={null} failed={() => null}>
            <FiguresPage />
          </ConnectionView>
        </ConnectionProvider>
      </ServicesProvider>
    </MemoryRouter>
  );
  await settled();
}

const row = (title: string) => screen.getByText(title).closest('tr') as HTMLElement;
const pen = () => screen.queryByRole('button', { name: 'Enter Escalations' });

beforeAll(initTexts);
beforeEach(() => {
  // A choice measures its words.
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ measureText: () => ({ width: 9 }) } as never);
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.assign(globalThis, { ResizeObserver: jest.fn(() => observer), IntersectionObserver: jest.fn(() => observer) });
  jest.useFakeTimers();
  world = new FakeRounds();
});
afterEach(() => jest.useRealTimers());

test('a figure is entered, judged by its target with who says so, and the address forgets the dialog', async () => {
  await open();
  expect(row('Escalations in time')).toHaveTextContent('Unknown');
  expect(within(row('Automation')).queryByRole('button', { name: /^Enter/ })).toBeNull();
  await user.click(pen() as HTMLElement);
  await settled();
  expect(screen.getByTestId('address')).toHaveTextContent('?enter=escalation');
  await user.type(screen.getByLabelText(/^Value/), '80{Enter}');
  await settled();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByTestId('address')).toBeEmptyDOMElement();
  expect(row('Escalations in time')).toHaveTextContent(/Missed.*Entered by ops1 on 20 Nov.*80/);
});

test('an address opens the dialog of a figure that can be entered, and of no other', async () => {
  await open('?enter=escalation');
  expect(screen.getByRole('dialog', { name: 'Enter Escalations' })).toBeInTheDocument();
});

test.each(['?enter=automation', '?enter=nothing'])('%s opens nothing', async (search) => {
  await open(search);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('who may not write is offered nothing, told why, and sees who entered what', async () => {
  world.canAppend = false;
  const payload = { value: 0.97, fromMs: NOW_MS - 86_400_000, toMs: NOW_MS, note: '' };
  world.writeAs('lead1', kpiEnteredDraft('k', 'escalation', payload, 'Entered.'));
  await open();
  expect(pen()).toBeNull();
  expect(screen.getByText(/can be entered by hand\. You may not write into the journal\./)).toBeInTheDocument();
  expect(row('Escalations in time')).toHaveTextContent(/Met.*Entered by lead1 on 20 Nov/);
});
