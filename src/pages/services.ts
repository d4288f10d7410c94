import { connect, type Connection } from '../sources/connect';
import { saveSettings } from '../sources/grafana/settings';
import { browserTransport } from '../sources/transport/browser';
import { withServerClock } from '../sources/transport/serverClock';
import { currentUser, newEventKey } from '../ui/browserSession';
import type { RoundsServices } from '../ui/services';

/** Pages may talk to the sources themselves. */
interface PageServices extends RoundsServices {
  connect: (signal: AbortSignal) => Promise<Connection>;
}

/** The services of the app's pages: Grafana's own client, this browser's clock and user. */
export function pageServices(): PageServices {
  const { transport, clock } = withServerClock(browserTransport(), Date.now);
  return {
    clock,
    newKey: newEventKey,
    user: currentUser(),
    library: () => import('../library/builtin.gen').then((module) => module.builtin),
    connect: (signal) => connect(transport, signal, clock),
    saveSettings: (settings, signal) => saveSettings(transport, settings, signal),
  };
}
