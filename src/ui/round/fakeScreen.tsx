import type { ReactNode } from 'react';

import { ConnectionProvider, ConnectionView } from '../connection';
import { ServicesProvider, type RoundsServices } from '../services';

/** What stands around a screen in the app and in a panel, for tests. */
export function FakeScreen({ services, children }: { services: RoundsServices; children: ReactNode }) {
  return (
    <ServicesProvider services={services}>
      <ConnectionProvider>
        <ConnectionView loading={null}>{children}</ConnectionView>
      </ConnectionProvider>
    </ServicesProvider>
  );
}
