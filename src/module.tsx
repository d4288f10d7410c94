import { AppPlugin } from '@grafana/data';
import { lazy, Suspense } from 'react';

const App = lazy(() => import('./pages/App').then((module) => ({ default: module.App })));

function Root() {
  return (
    <Suspense fallback={null}>
      <App />
    </Suspense>
  );
}

export const plugin = new AppPlugin().setRootPage(Root);
