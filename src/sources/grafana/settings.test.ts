/** @jest-environment node */
import { scripted } from '../transport/fakeTransport';
import { readSettings, saveSettings } from './settings';
import { exchange, recorded } from './testData';

const signal = new AbortController().signal;
const SETTINGS = 'plugins opsrounds-ops-app settings';
const answer = (name: string, as?: string) => {
  const { status, body } = exchange('identity-and-settings', name, as);
  return { status, body };
};

describe('reading the settings', () => {
  it.each(['viewer', 'editor', 'admin', 'rounds-viewer'])('works for %s', async (as) => {
    const { settings, problems } = await readSettings(scripted(answer(SETTINGS, as)), signal);
    expect(settings).toEqual({ version: 1, timezone: 'Europe/Berlin' });
    expect(problems).toEqual([]);
  });

  it('reads every recorded answer of the app', async () => {
    const answers = recorded('identity-and-settings').filter(
      (one) => one.method === 'GET' && one.path === '/api/plugins/opsrounds-ops-app/settings' && one.status === 200
    );
    expect(answers.length).toBeGreaterThan(4);
    for (const { status, body } of answers) {
      expect((await readSettings(scripted({ status, body }), signal)).settings.version).toBe(1);
    }
  });

  it.each([
    ['rounds-none', 'not-permitted'],
    ['anonymous', 'unauthorized'],
  ])('is refused for %s', async (as, code) => {
    await expect(readSettings(scripted(answer(SETTINGS, as)), signal)).rejects.toMatchObject({ code });
  });

  it('says when the app is not installed', async () => {
    await expect(readSettings(scripted(answer('unknown plugin settings')), signal)).rejects.toMatchObject({
      code: 'not-connected',
    });
  });

  it('does not take any other 404 for that', async () => {
    for (const found of [answer('unknown api path'), { status: 404, body: '<html>' }]) {
      await expect(readSettings(scripted(found), signal)).rejects.toMatchObject({ code: 'bad-response' });
    }
  });
});

describe('saving the settings', () => {
  const saved = answer('settings written by admin');
  const found = (jsonData: unknown) => ({ status: 200, body: { enabled: true, jsonData } });

  it('keeps the app on and the keys that are not ours', async () => {
    const transport = scripted(found({ timezone: 'UTC', checklists: ['old'], theirs: { a: 1 } }), saved);
    await saveSettings(transport, { version: 1, checklists: ['morning'] }, signal);
    expect(transport.asked[1]).toMatchObject({ method: 'POST', path: '/api/plugins/opsrounds-ops-app/settings' });
    expect(transport.asked[1]?.body).toEqual({
      enabled: true,
      pinned: true,
      jsonData: { theirs: { a: 1 }, version: 1, checklists: ['morning'] },
    });
  });

  it('sends nothing when they do not fit', async () => {
    const transport = scripted(found({}), saved);
    await expect(saveSettings(transport, { version: 1, timezone: 'Europe/Nowhere' }, signal)).rejects.toThrow(
      /time zone/
    );
    expect(transport.asked).toEqual([]);
  });

  it.each(['settings written by viewer', 'settings written by editor'])('is refused: %s', async (name) => {
    const save = saveSettings(scripted(found(null), answer(name)), { version: 1 }, signal);
    await expect(save).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
