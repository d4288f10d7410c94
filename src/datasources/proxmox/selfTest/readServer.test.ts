import type { Transport } from '../../../sources/transport/port';
import type { ProxmoxSettings } from '../settings';
import { readServer } from './readServer';
import { responseOf } from './selfTests';

/** Save & test with such settings; the server answers 502, as an address does that is none. */
async function tested(settings: ProxmoxSettings, saved: object) {
  const transport: Transport = {
    send: ({ path }) =>
      Promise.resolve(path.includes('/proxy/') ? { status: 502, body: '' } : { status: 200, body: saved }),
  };
  const source = { uid: 'u', name: 'pve', settings };
  return responseOf(await readServer(source, transport, () => 0, new AbortController().signal));
}

const SETTINGS = { user: 'opsrounds@pve', tokenId: 'grafana' };

describe('settings that are not complete', () => {
  it('are named, and nobody is sent after certificates', async () => {
    expect(await tested({}, { url: '', secureJsonFields: {} })).toEqual({
      status: 'error',
      message: 'Fill in or mend above, and save again: Address, User, Token name, Secret',
    });
    const { message } = await tested(SETTINGS, { url: 'https://a1:8006', secureJsonFields: { tlsCACert: true } });
    expect(message).toContain('mend above, and save again: Secret');
  });

  it('are not suspected where everything is there, or Grafana does not tell', async () => {
    for (const saved of [
      { url: 'https://a1:8006', secureJsonFields: { tokenSecret: true } },
      { url: 'https://a1:8006' },
    ]) {
      expect((await tested(SETTINGS, saved)).message).toBe('Grafana gets no connection to https://a1:8006');
    }
    expect((await tested(SETTINGS, {})).message).toBe('Grafana gets no connection to the server');
  });

  it.each(['pve-a1', 'https://a b', 'https://a1:8006/#v1'])('names an address that is none: %s', async (url) => {
    const { message } = await tested(SETTINGS, { url, secureJsonFields: { tokenSecret: true } });
    expect(message).toBe('Fill in or mend above, and save again: Address');
  });
});
