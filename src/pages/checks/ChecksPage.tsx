import { lazy, Suspense, useMemo } from 'react';
import { Route, Routes } from 'react-router-dom';

import { DAY_WINDOW_SECONDS } from '../../core/check/run';
import { ConnectionView, useConnection } from '../../ui/connection';
import { useLook } from '../../ui/round/useLook';
import { Frame } from './Frame';
import { IndexPage } from './IndexPage';

const OneCheckPage = lazy(() => import('./one/OneCheckPage').then((module) => ({ default: module.OneCheckPage })));

/** Checks: all that a machine looks at, what each says now, and what stands behind it. */
export function ChecksPage() {
  return (
    <ConnectionView loading={<Frame>{null}</Frame>} failed={(notice) => <Frame>{notice}</Frame>}>
      <LookedAt />
    </ConnectionView>
  );
}

/** One look at all checks for the catalogue and for the page of each. */
function LookedAt() {
  const { connection, memory, library } = useConnection();
  const looked = useMemo(
    () => ({
      connection,
      memory,
      template: { windowSeconds: DAY_WINDOW_SECONDS },
      definitions: library.checks,
    }),
    [connection, memory, library]
  );
  const look = useLook(looked);
  return (
    <Suspense fallback={<Frame>{null}</Frame>}>
      <Routes>
        <Route index element={<IndexPage look={look} />} />
        <Route path=":check" element={<OneCheckPage look={look} />} />
      </Routes>
    </Suspense>
  );
}
