import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { expectedDraft } from '../../../core/acceptance/expected';
import { osdsToExpect } from '../../../core/products/ceph/expectedOsds';
import { CEPH_NOW_MS, cephCheck, cephView } from '../../../core/products/ceph/testData';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { FakeScreen } from '../../../ui/round/fakeScreen';
import { initTexts } from '../../../ui/t';
import { ExpectedOsds } from './ExpectedOsds';

const checks = [
  cephCheck('ceph.osd-down', 'pass', { labels: { cluster: 'ceph-a', ceph_daemon: 'osd.0' }, figures: ['osds'] }),
];
const view = cephView({ checks });
const things = osdsToExpect(view) ?? { checkId: '', sourceUid: '', labels: {}, by: '', values: [] };

let world: FakeRounds;

beforeAll(initTexts);
beforeEach(() => {
  world = new FakeRounds();
  world.nowMs = CEPH_NOW_MS;
});

async function show(shown = view, mayNot: string | null = null) {
  const again = jest.fn();
  render(
    <FakeScreen services={world.services}>
      <ExpectedOsds view={shown} nowMs={CEPH_NOW_MS + 60_000} mayNot={mayNot} again={again} />
    </FakeScreen>
  );
  await act(async () => Promise.resolve());
  return again;
}

const accepted = (values: readonly string[], untilMs: number | null = null) =>
  world.writeAs(
    'ops2',
    expectedDraft({ id: 'a1', things: { ...things, values }, name: 'ceph-a', why: 'counted', untilMs })
  );
const button = () => screen.queryByRole('button', { name: 'Accept these OSDs as expected' });

test('what nobody accepted is forgotten, until somebody accepts it: who, why and until when', async () => {
  const again = await show();
  expect(await screen.findByText(/Nobody has accepted these OSDs .* forgotten after 30 days/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Accept these OSDs as expected' }));
  const dialog = await screen.findByRole('dialog', { name: 'OSDs that ceph-a should have' });
  expect(dialog).toHaveTextContent(/24 OSDs: osd\.0, .* and 16 more\..*You accept as ops1\./);
  expect(dialog).toHaveTextContent('Missing now, and expected all the same: osd.17.');
  const accept = within(dialog).getByRole('button', { name: 'Accept' });
  expect(accept).toBeDisabled();
  await userEvent.type(within(dialog).getByLabelText('Why?'), 'counted in the racks');
  await userEvent.type(within(dialog).getByLabelText(/^Until/), '2026-12-24');
  await userEvent.click(accept);
  const [event] = world.written;
  expect(event).toMatchObject({
    type: 'accepted',
    subject: 'expected/ceph.osd-down/prom|cluster=ceph-a',
    payload: {
      why: 'counted in the racks',
      // The day is included, in Berlin.
      untilMs: Date.UTC(2026, 11, 24, 23),
      state: { by: 'ceph_daemon', values: things.values },
    },
  });
  expect(again).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(
    await screen.findByText(/ops1 accepted 24 OSDs as expected on 20 Nov: counted in the racks\. That ends/)
  ).toBeVisible();
});

test('what differs from the accepted list is told, and what is the same is not offered again', async () => {
  accepted(things.values);
  await show();
  expect(await screen.findByText('ops2 accepted 24 OSDs as expected on 20 Nov: counted.')).toBeVisible();
  expect(button()).toBeNull();
});

test('the next list says what it adds and drops, and replaces the one that was seen', async () => {
  accepted([...things.values.slice(1), 'osd.99']);
  await show();
  expect(await screen.findByText(/Not among them: osd\.0\. Gone for good since: osd\.99\./)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Accept these OSDs as expected' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('New: osd.0. Gone for good, and not expected any more: osd.99.');
  await userEvent.type(within(dialog).getByLabelText('Why?'), 'osd.99 sold');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Accept' }));
  expect(world.written.at(-1)).toMatchObject({ base: 'a1', payload: { state: { values: things.values } } });
});

test('one whose time is over is offered again', async () => {
  accepted(things.values, CEPH_NOW_MS - 86_400_000);
  await show();
  expect(await screen.findByText(/That ended on 19 Nov\./)).toBeVisible();
  expect(button()).toBeEnabled();
});

test('who may not accept is told why', async () => {
  await show(view, 'You may not write into the journal.');
  expect(await screen.findByRole('button', { name: 'Accept these OSDs as expected' })).toHaveAttribute(
    'aria-disabled',
    'true'
  );
  await userEvent.hover(screen.getByRole('button', { name: 'Accept these OSDs as expected' }));
  expect(await screen.findByText('You may not write into the journal.')).toBeVisible();
});

test('what could not be saved stays in the dialog, and says why', async () => {
  world.writeErrors = [new Error('no')];
  await show();
  await userEvent.click(await screen.findByRole('button', { name: 'Accept these OSDs as expected' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText('Why?'), 'x');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Accept' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(/^Not saved\./);
});

test('while no OSD is seen there is nothing to accept', async () => {
  await show(cephView({ checks: [] }));
  expect(button()).toBeNull();
});
