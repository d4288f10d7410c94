import { browserClient } from '../sources/browserClient';
import { currentUser, newEventKey } from '../ui/browserSession';
import type { RoundsServices } from '../ui/services';

/** The services of the app's pages: Grafana's own client, this browser's clock and user. */
export function pageServices(): RoundsServices {
  return {
    ...browserClient(),
    newKey: newEventKey,
    user: currentUser(),
    library: () => import('../library/builtin.gen').then((module) => module.builtin),
  };
}
