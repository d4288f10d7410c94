import { PluginContextProvider, type AppPlugin } from '@grafana/data';
import { locationSearchToObject } from '@grafana/runtime';
import { Alert, ErrorBoundaryAlert } from '@grafana/ui';
import { useLocation } from 'grafana-router';
import { useEffect, useState } from 'react';

import { Page } from '../chrome/PluginPage';
import { importApp } from '../pluginImport';

const ignore = () => undefined;

/** `/a/<id>/*`: the app's root with the props Grafana gives it. */
export function AppRootPage({ pluginId }: { pluginId: string }) {
  const location = useLocation();
  const [plugin, setPlugin] = useState<AppPlugin>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    importApp(pluginId).then(setPlugin, (error: unknown) => {
      const { data, message } = error as { data?: { message?: string }; message?: string };
      setFailure(data?.message ?? message ?? String(error));
    });
  }, [pluginId]);
  if (failure) {
    return (
      <Page pageNav={{ text: 'Error' }}>
        <Alert title={failure} />
      </Page>
    );
  }
  const AppRoot = plugin?.root;
  if (!plugin || !AppRoot) {
    return null;
  }
  return (
    <ErrorBoundaryAlert>
      <PluginContextProvider meta={plugin.meta}>
        <AppRoot
          meta={plugin.meta}
          basename={`/a/${pluginId}`}
          path={location.pathname}
          query={locationSearchToObject(location.search) as never}
          onNavChanged={ignore}
        />
      </PluginContextProvider>
    </ErrorBoundaryAlert>
  );
}
