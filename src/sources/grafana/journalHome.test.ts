/** @jest-environment node */
import { scripted } from '../transport/fakeTransport';
import type { TransportResponse } from '../transport/port';
import { createJournalHome, JOURNAL_DASHBOARD_UID, readJournalHome } from './journalHome';
import { exchange } from './testData';

const signal = new AbortController().signal;
const words = { title: 'Ops Rounds journal', text: 'Deleting this deletes the journal.' };
const answer = (name: string, as?: string): TransportResponse => {
  const { status, body } = exchange('platform', name, as);
  return { status, body };
};

const dashboard = (tags: readonly string[]): TransportResponse => ({
  status: 200,
  body: {
    meta: { url: '/d/opsrounds-journal/x', annotationsPermissions: { dashboard: { canAdd: true } } },
    dashboard: { uid: JOURNAL_DASHBOARD_UID, title: 'Journal', tags },
  },
});

describe('making the home', () => {
  it('sends one dashboard with its words, and never overwrites', async () => {
    const transport = scripted(answer('create dashboard as editor'));
    expect(await createJournalHome(transport, words, signal)).toEqual({
      uid: 'journal',
      path: '/d/journal/ops-rounds-journal',
    });
    const [{ method, path, body } = { method: '', path: '', body: {} }] = transport.asked;
    expect([method, path]).toEqual(['POST', '/api/dashboards/db']);
    expect(body).toMatchObject({
      overwrite: false,
      dashboard: {
        uid: JOURNAL_DASHBOARD_UID,
        title: words.title,
        panels: [{ type: 'text', options: { content: words.text } }],
      },
    });
  });

  it('gives the one that was made before', async () => {
    const transport = scripted(answer('create it again'), dashboard(['opsrounds-journal']));
    expect(await createJournalHome(transport, words, signal)).toEqual({
      uid: JOURNAL_DASHBOARD_UID,
      path: '/d/opsrounds-journal/x',
    });
  });

  it.each([
    ['the right is missing', [answer('create dashboard as viewer')], { code: 'not-permitted' }],
    ['the uid is of another dashboard', [answer('create it again'), dashboard([])], { code: 'bad-response' }],
    ['it is refused for another reason', [answer('create it again'), answer('unknown dashboard')], { status: 412 }],
    ['the answer is no answer', [{ status: 200, body: {} }], { code: 'bad-response' }],
  ])('fails when %s', async (_, answers, error) => {
    await expect(createJournalHome(scripted(...answers), words, signal)).rejects.toMatchObject(error);
  });
});

describe('looking at the home', () => {
  const granted = [
    { role: 'Editor', permission: 2, permissionName: 'Edit' },
    { role: 'Viewer', permission: 1, permissionName: 'View' },
    { userLogin: 'ops1', team: '', permission: 4 },
    { userLogin: '', team: 'platform', permission: 2 },
  ];

  it('of a dashboard names who may write', async () => {
    const there = answer('dashboard by uid');
    const home = await readJournalHome(scripted(there, there, { status: 200, body: granted }), 'ov', signal);
    expect(home).toMatchObject({
      dashboard: { uid: 'ov', path: '/d/ov/d-ov' },
      own: { canAdd: true, canEdit: true, canDelete: true },
      writers: [
        { kind: 'role', name: 'Editor' },
        { kind: 'user', name: 'ops1' },
        { kind: 'team', name: 'platform' },
      ],
    });
  });

  it('does not know who may write where this user may not see it', async () => {
    const there = answer('dashboard by uid');
    const refused = { status: 403, body: { message: 'Access denied' } };
    expect(await readJournalHome(scripted(there, there, refused), 'ov', signal)).toMatchObject({ writers: null });
  });

  it('finds none where the dashboard is gone, and is an error where nothing is told', async () => {
    expect(await readJournalHome(scripted(answer('unknown dashboard')), 'nope', signal)).toBeNull();
    const read = readJournalHome(scripted({ status: 502, body: '' }), 'ov', signal);
    await expect(read).rejects.toMatchObject({ code: 'source-down' });
  });

  it.each([
    ['viewer', { canAdd: false, canEdit: false, canDelete: false }],
    ['editor', { canAdd: true, canEdit: true, canDelete: true }],
  ])('of the organisation goes by the scopes of a %s', async (as, own) => {
    expect(await readJournalHome(scripted(answer('own permissions', as)), undefined, signal)).toEqual({
      dashboard: null,
      own,
      writers: [{ kind: 'role', name: 'Editor' }],
    });
  });
});
