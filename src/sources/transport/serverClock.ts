import type { Clock } from '../../core/check/ports';
import type { Transport } from './port';

/** The header `Date` counts whole seconds and the answer travels: a smaller difference is none. */
const TOLERANCE_MS = 5000;

/**
 * The server's time, known from the answers that pass through. A computer whose clock is behind would ask about the past,
 * and find values there that pass and look fresh. Until the first answer it is the computer's own time.
 * Whole milliseconds, as calendars want them.
 */
export function withServerClock(transport: Transport, own: Clock): { transport: Transport; clock: Clock } {
  let offsetMs = 0;
  const learn = (serverMs: number, sentMs: number): void => {
    const measured = Math.round(serverMs - (sentMs + own()) / 2);
    const wanted = Math.abs(measured) > TOLERANCE_MS ? measured : 0;
    if (Math.abs(wanted - offsetMs) > TOLERANCE_MS) {
      offsetMs = wanted;
    }
  };
  return {
    transport: {
      send: async (request) => {
        const sentMs = own();
        const response = await transport.send(request);
        if (response.serverMs !== undefined) {
          learn(response.serverMs, sentMs);
        }
        return response;
      },
    },
    clock: () => own() + offsetMs,
  };
}

/** Ms since the epoch of a header `Date`; undefined when there is none or when it is not one. */
export function serverTime(header: string | null): number | undefined {
  const ms = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(ms) ? undefined : ms;
}
