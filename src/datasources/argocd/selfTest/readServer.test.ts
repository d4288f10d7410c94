import type { Transport } from '../../../sources/transport/port';
import { readServer } from './readServer';
import { responseOf } from './selfTests';

/** Save & test with what is saved, of an Argo CD that tells its version and knows nobody. */
async function tested(saved: object) {
  const transport: Transport = {
    send: ({ path }) =>
      Promise.resolve(
        path.endsWith('/api/version')
          ? { status: 200, body: { Version: 'v3.1.0' } }
          : path.includes('/proxy/')
            ? { status: 200, body: { loggedIn: false } }
            : { status: 200, body: saved }
      ),
  };
  return responseOf(
    await readServer({ uid: 'u', name: 'argo', settings: {} }, transport, () => 0, new AbortController().signal)
  );
}

it('names what is not filled in instead of guessing why it does not work', async () => {
  const { message } = await tested({ url: '', secureJsonFields: {} });
  expect(message).toBe('Fill in or mend above, and save again: Address, Token');
  expect((await tested({ url: 'https://argo', secureJsonFields: { tlsCACert: true } })).message).toContain(
    'again: Token'
  );
});

it('takes a token for refused that is there, or that Grafana does not tell of', async () => {
  expect((await tested({ url: 'https://argo', secureJsonFields: { token: true } })).message).toContain('nobody’s');
  expect((await tested({ url: 'https://argo' })).message).toContain('nobody’s');
});
