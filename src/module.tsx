import { AppPlugin, type AppRootProps } from '@grafana/data';
import { lazy, Suspense } from 'react';

const App = lazy(async () => {
  const [{ App: Pages }, { initTexts }] = await Promise.all([import('./pages/App'), import('./ui/t')]);
  await initTexts();
  return { default: Pages };
});

function Root({ meta }: AppRootProps) {
  return (
    <Suspense fallback={null}>
      <App jsonData={meta.jsonData} />
    </Suspense>
  );
}

export const plugin = new AppPlugin().setRootPage(Root);
