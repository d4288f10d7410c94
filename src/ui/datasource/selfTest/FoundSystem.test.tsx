import { config } from '@grafana/runtime';
import { act, render, screen } from '@testing-library/react';

import { checkDefinition } from '../../../core/check/testData';
import type { Reason } from '../../../core/check/verdict';
import { entity, measured, measuresOf } from '../../../core/inventory/measure';
import type { Inventory } from '../../../core/inventory/port';
import type { Read } from '../../../core/inventory/read';
import type { Product } from '../../../core/products/product';
import { productSource } from '../../../core/products/source';
import type { System } from '../../../core/products/system';
import { FakeRounds } from '../../round/fakeRounds';
import type { RoundsServices } from '../../services';
import { initTexts } from '../../t';
import { FoundSystem, type Served } from './FoundSystem';

interface Parts {
  slots: ReadonlyArray<{ name: string; browning: number }>;
  crumbs: number;
}

const measure = measuresOf<Parts>({ slots: 'GET /slots', crumbs: 'GET /crumbs' });

const TOASTER: Product<Parts, Pick<System, 'silent'>> = {
  id: 'toaster',
  kind: 'connect',
  measures: {
    browning: measure({
      needs: ['slots'],
      labels: ['slot'],
      observe: ({ slots }) => measured(slots.value.map((one) => entity({ slot: one.name }, one.browning, slots.atMs))),
    }),
    crumbs: measure({
      needs: ['crumbs'],
      labels: [],
      observe: ({ crumbs }) => measured([entity({}, crumbs.value, crumbs.atMs)]),
    }),
  },
  shows: { places: [], figures: [], shortBy: [], optional: false },
  isBehind: () => true,
  parts: ['slots'],
  lineParts: ['slots'],
  isCostly: ({ id }) => id === 'toaster.costly',
  view: (_source, { snapshot: { slots } }) => ({
    silent: slots?.ok === false && slots.reason.code === 'source-down' ? slots.reason : null,
  }),
  system: () => {
    throw new Error('nobody draws a line here');
  },
};

const check = (id: string, query: string) =>
  checkDefinition({
    id,
    kind: 'connect',
    query,
    by: query === 'browning' ? ['cluster', 'slot'] : ['cluster'],
    op: 'gt',
    warn: 5,
    fail: 8,
    unit: 'none',
  });

const CHECKS = [
  check('toaster.browning', 'browning'),
  check('toaster.crumbs', 'crumbs'),
  check('toaster.costly', 'crumbs'),
];

const SLOTS: Served<Parts> = {
  part: 'slots',
  count: ({ slots }) => (slots?.ok ? { ...slots, value: slots.value.length } : slots),
  found: (count) => `${count} slots found`,
  unknown: () => 'Its slots are not known',
};

type Answers = { [P in keyof Parts]: Read<Parts[P]> };

const given = <T,>(value: T): Read<T> => ({ ok: true, value, atMs: 0 });
const refused = (code: Reason['code']): Read<never> => ({ ok: false, reason: { code } });

/** Waits until it is let go when `gate` is given. */
function show(answers: Answers, gate: Promise<void> = Promise.resolve()): void {
  const world = new FakeRounds();
  const ref = { uid: 'u', name: 'toaster-1', type: 'toaster', isDefault: false };
  const inventory: Inventory<Parts> = {
    uid: ref.uid,
    name: ref.name,
    forget: () => undefined,
    read: async (_parts, { onProgress, onPart } = {} as never) => {
      onProgress?.(1, 2);
      await gate;
      onPart?.('slots' as never, answers.slots as never);
      onPart?.('crumbs' as never, answers.crumbs as never);
      return answers as never;
    },
  };
  const services: RoundsServices = {
    ...world.services,
    library: () => Promise.resolve({ checks: CHECKS, checklists: [], systems: [], kpis: [] }),
    connect: async (signal) => ({
      ...(await world.services.connect(signal)),
      sources: [productSource(TOASTER, { ref, inventory })],
    }),
  };
  const make = () => services;
  render(<FoundSystem uid="u" services={make} product={TOASTER} served={SLOTS} page="infrastructure/toaster/u" />);
}

const inMenu = (id: string) => {
  config.bootData = { ...config.bootData, navTree: [{ id: 'apps', text: '', children: [{ id, text: '' }] }] };
};

const twoSlots = given([
  { name: 'left', browning: 9 },
  { name: 'right', browning: 1 },
]);

beforeAll(initTexts);
beforeEach(() => inMenu('plugin-page-opsrounds-ops-app'));

test('says how many were found, what the checks say and what is pending, and leads there', async () => {
  show({ slots: twoSlots, crumbs: refused('timeout') });
  const words = (await screen.findByText(/slots found/)).closest('div');
  expect(words).toHaveTextContent(
    '2 slots found. Of 2 checks 1 fails, 1 is unknown. 1 more asks every guest and is pending.'
  );
  expect(screen.getByRole('link', { name: 'Show them' })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/infrastructure/toaster/u'
  );
});

test('says no number before it was read', async () => {
  let release = () => undefined as void;
  show({ slots: twoSlots, crumbs: given(1) }, new Promise((resolve) => (release = resolve)));
  expect(await screen.findByText(/Reading what is there: 1 of 2/)).toBeInTheDocument();
  expect(screen.queryByText(/found|checks/)).not.toBeInTheDocument();
  await act(async () => release());
  expect(await screen.findByText(/2 slots found/)).toBeInTheDocument();
});

test('what could not be read is unknown and no number', async () => {
  show({ slots: refused('not-permitted'), crumbs: given(1) });
  const words = (await screen.findByText(/slots are not known/)).closest('div');
  expect(words).toHaveTextContent('Of 2 checks 1 is unknown, 1 passes.');
  expect(words).not.toHaveTextContent('found');
});

test('a list that is not whole is said to be so', async () => {
  show({ slots: { ok: true, value: [], atMs: 0, partial: { code: 'bad-response' } }, crumbs: given(1) });
  expect(await screen.findByText(/0 slots found, which is not all/)).toBeInTheDocument();
});

test('a server that says nothing is unknown', async () => {
  show({ slots: refused('source-down'), crumbs: refused('source-down') });
  expect(await screen.findByRole('button', { name: 'Retry' })).toBeInTheDocument();
  expect(screen.queryByText(/found/)).not.toBeInTheDocument();
});

test('leads nowhere while the app is off, or not for who is signed in', async () => {
  inMenu('plugin-page-another-app');
  show({ slots: twoSlots, crumbs: given(1) });
  expect(await screen.findByText(/2 slots found/)).toBeInTheDocument();
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});
