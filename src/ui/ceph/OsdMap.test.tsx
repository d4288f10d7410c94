import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { cephView } from '../../core/products/ceph/testData';
import type { OsdTile } from '../../core/products/ceph/view';
import { initTexts } from '../t';
import { OsdMap, type OsdMapSize } from './OsdMap';

const SIZE: OsdMapSize = {
  tileWidth: 54,
  tileHeight: 54,
  gap: 6,
  hostWidth: 70,
  says: 'number-and-fill',
  hasCounts: true,
};
const { hosts } = cephView();

beforeAll(initTexts);

function show(onOpen: (tile: OsdTile) => void = () => undefined, shown = hosts) {
  render(<OsdMap hosts={shown} size={SIZE} act={{ onOpen }} />);
}

const tile = (name: RegExp) => screen.getByRole('button', { name });

test('a host counts its missing OSD, which is drawn without a level and says so', () => {
  show();
  const host = screen.getByRole('group', { name: 'pve-a3, 5 of 6' });
  const missing = within(host).getByRole('button', { name: /^osd\.17 on pve-a3: missing, 69.% full$/ });
  expect(missing).toHaveTextContent('17missing');
  expect(missing.querySelector('[data-part=level]')).toBeNull();
  expect(missing).toHaveAttribute('data-state', 'missing');
});

test('a full one says its verdict and its level; a calm one its level alone', () => {
  show();
  const full = tile(/^osd\.8 on pve-a2: up, 83.% full, Warning$/);
  expect(full.querySelector('[data-part=level]')).toHaveStyle({ height: '83%' });
  expect(tile(/^osd\.0 on pve-a1: up, 66.% full$/)).toHaveTextContent(/^066.%$/);
});

test.each<[OsdTile['state'], number | null, string]>([
  ['down', 0.5, 'down'],
  ['out', 0.5, 'out'],
  ['up', null, '?'],
])('one that is %s with %p says %s', (state, usedRatio, word) => {
  show(undefined, [{ name: 'a', osds: [{ id: 'osd.1', state, usedRatio, verdict: 'fail' }] }]);
  expect(tile(/osd\.1 on a/)).toHaveTextContent(`1${word}`);
});

test('one stop for Tab, and arrow keys walk within and between hosts', async () => {
  const user = userEvent.setup();
  const opened: string[] = [];
  show(({ id }) => opened.push(id));
  await user.tab();
  expect(tile(/^osd\.0 /)).toHaveFocus();
  await user.keyboard('{ArrowRight}{ArrowDown}');
  expect(tile(/^osd\.7 /)).toHaveFocus();
  await user.keyboard('{ArrowUp}{ArrowLeft}{ArrowLeft}');
  expect(tile(/^osd\.0 /)).toHaveFocus();
  await user.keyboard('{End}');
  expect(tile(/^osd\.23 /)).toHaveFocus();
  await user.keyboard('{Enter}{Home} ');
  expect(opened).toEqual(['osd.23', 'osd.0']);
  await user.tab();
  expect(document.body).toHaveFocus();
});

test('the tip says what a tile is that has the focus or is pointed at, until Escape', async () => {
  const user = userEvent.setup();
  show();
  await user.tab();
  expect(screen.getByText(/^osd\.0 on pve-a1/)).toBeVisible();
  await user.keyboard('{Escape}');
  expect(screen.queryByText(/^osd\.0 on pve-a1/)).toBeNull();
  await user.hover(tile(/^osd\.17 /));
  expect(screen.getByText(/^osd\.17 on pve-a3: missing/)).toBeVisible();
});

test('a host with fewer OSDs takes the focus at its last one', async () => {
  const user = userEvent.setup();
  const [first, second] = hosts;
  show(undefined, first && second ? [first, { ...second, osds: second.osds.slice(0, 2) }] : []);
  await user.tab();
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowDown}');
  expect(tile(/^osd\.7 /)).toHaveFocus();
});
