import { lazy, Suspense, useMemo, useState } from 'react';
import { Route, Routes, useParams } from 'react-router-dom';

import { DAY_WINDOW_SECONDS } from '../../core/check/run';
import { ConnectionView, useConnection } from '../../ui/connection';
import { useLook, type Look } from '../../ui/round/useLook';
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

/** One look at all checks, which the page of each takes over; where that page was opened first, at its check alone. */
function LookedAt() {
  const { connection, memory, library } = useConnection();
  const { '*': only = '' } = useParams();
  const [hasAll, setHasAll] = useState(only === '');
  if (only === '' && !hasAll) {
    setHasAll(true);
  }
  const looked = useMemo(
    () => ({
      connection,
      memory,
      template: { windowSeconds: DAY_WINDOW_SECONDS },
      definitions: hasAll ? library.checks : library.checks.filter(({ id }) => id === only),
    }),
    [connection, memory, library, hasAll, only]
  );
  return <Pages look={useLook(looked)} />;
}

function Pages({ look }: { look: Look }) {
  return (
    <Suspense fallback={<Frame>{null}</Frame>}>
      <Routes>
        <Route index element={<IndexPage look={look} />} />
        <Route path=":check" element={<OneCheckPage look={look} />} />
      </Routes>
    </Suspense>
  );
}
