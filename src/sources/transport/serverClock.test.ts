/** @jest-environment node */
import type { Transport } from './port';
import { serverTime, withServerClock } from './serverClock';

const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-11-20T07:37:00Z');

/** A computer and a server whose clock is `aheadMs` ahead of it; every request takes `lasts` ms. */
function world(aheadMs: number, lasts: number) {
  let nowMs = START_MS;
  const answers: Transport = {
    send: () => {
      nowMs += lasts;
      const atServer = new Date(nowMs - lasts / 2 + aheadMs);
      return Promise.resolve({ status: 200, body: {}, serverMs: serverTime(atServer.toUTCString()) });
    },
  };
  const { transport, clock } = withServerClock(answers, () => nowMs);
  const ask = () =>
    transport.send({ method: 'GET', path: '/api/x', signal: new AbortController().signal, timeoutMs: 1000 });
  return { ask, clock, atServer: () => nowMs + aheadMs };
}

describe('withServerClock', () => {
  it.each([HOUR_MS, -HOUR_MS, 30_000, -30_000])(
    'follows a server that is %d ms ahead, whatever the computer says',
    async (aheadMs) => {
      const { ask, clock, atServer } = world(aheadMs, 400);
      await ask();
      expect(Math.abs(clock() - atServer())).toBeLessThan(1500);
    }
  );

  it('counts whole milliseconds, however long an answer took', async () => {
    const { ask, clock } = world(HOUR_MS, 401);
    await ask();
    expect(Number.isInteger(clock())).toBe(true);
  });

  it('keeps the own clock where the two agree, and stands still while answers differ by their seconds', async () => {
    const agreed = world(900, 2000);
    await agreed.ask();
    expect(agreed.clock()).toBe(agreed.atServer() - 900);
    const { ask, clock, atServer } = world(HOUR_MS, 999);
    await ask();
    const offset = clock() - atServer();
    await ask();
    await ask();
    expect(clock() - atServer()).toBe(offset);
  });

  it('tells whole milliseconds, which is all that a date can be made of', async () => {
    const { ask, clock } = world(HOUR_MS, 401);
    await ask();
    expect(Number.isInteger(clock())).toBe(true);
  });

  it('is the own clock until somebody answers with a date', async () => {
    const silent: Transport = { send: () => Promise.resolve({ status: 200, body: {} }) };
    const { transport, clock } = withServerClock(silent, () => START_MS);
    await transport.send({ method: 'GET', path: '/', signal: new AbortController().signal, timeoutMs: 1000 });
    expect(clock()).toBe(START_MS);
    expect([serverTime(null), serverTime('soon')]).toEqual([undefined, undefined]);
  });
});
