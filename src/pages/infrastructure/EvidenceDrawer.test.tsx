import { render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';

import { judge } from '../../core/check/judge';
import { checkDefinition } from '../../core/check/testData';
import { initTexts } from '../../ui/t';
import { ZoneProvider } from '../../ui/zone';
import { EvidenceDrawer } from './EvidenceDrawer';

const ASKED_MS = Date.UTC(2026, 10, 20, 7, 37, 4);

beforeAll(async () => {
  // A drawer measures its title and what it scrolls; jsdom lays nothing out.
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.assign(globalThis, { ResizeObserver: jest.fn(() => observer), IntersectionObserver: jest.fn(() => observer) });
  await initTexts();
});

test('a drawer stands elsewhere in the document and tells the time of the same zone', async () => {
  const check = judge(checkDefinition(), {
    entities: [{ sourceUid: 'prom', labels: { instance: 'pve-a3' }, value: 11, sampleMs: ASKED_MS, trend: [] }],
    evidence: [
      {
        sourceUid: 'prom',
        sourceName: 'mimir-prod',
        query: 'value',
        presence: '',
        askedMs: ASKED_MS,
        durationMs: 12,
        answered: 1,
        expected: 1,
        oldestSampleAgeMs: 0,
      },
    ],
  });
  const { container } = render(
    <MemoryRouter>
      <ZoneProvider value="Asia/Tokyo">
        <EvidenceDrawer check={check} nowMs={ASKED_MS} onClose={() => undefined} />
      </ZoneProvider>
    </MemoryRouter>
  );
  const drawer = await screen.findByRole('dialog');
  expect(container).not.toContainElement(drawer);
  expect(within(drawer).getByText('16:37:04, 12 ms')).toBeInTheDocument();
  expect(within(drawer).getByRole('link', { name: 'Open check' })).toHaveAttribute(
    'href',
    `/a/opsrounds-ops-app/checks/${check.definition.id}`
  );
});
