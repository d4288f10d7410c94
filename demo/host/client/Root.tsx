import { ThemeContext } from '@grafana/data';
import { config, locationService, LocationServiceProvider } from '@grafana/runtime';
import { GlobalStyles, ModalRoot, ModalsProvider, PortalContainer } from '@grafana/ui';
import { CompatRouter, Route, Routes, useParams } from 'grafana-router';
import { Router } from 'grafana-router-v5';
import CacheProvider from 'react-inlinesvg/provider';
import { useEffect } from 'react';

import { Chrome } from './chrome/Chrome';
import { interceptLinkClicks } from './linkInterception';
import { AppRootPage } from './pages/AppRootPage';
import { DashboardPage } from './pages/DashboardPage';
import { DataSourceListPage } from './pages/dataSources/DataSourceListPage';
import { EditDataSourcePage } from './pages/dataSources/EditDataSourcePage';
import { NewDataSourcePage } from './pages/dataSources/NewDataSourcePage';
import { ExplorePage } from './pages/ExplorePage';
import { NotFoundPage, WelcomePage } from './pages/PlainPages';

function AppRoute() {
  const { pluginId = '' } = useParams();
  return <AppRootPage key={pluginId} pluginId={pluginId} />;
}

function EditDataSourceRoute() {
  const { uid = '' } = useParams();
  return <EditDataSourcePage key={uid} uid={uid} />;
}

function DashboardRoute() {
  const { uid = '' } = useParams();
  return <DashboardPage key={uid} uid={uid} />;
}

/** The providers of Grafana's `AppWrapper`, in its order. */
export function Root() {
  useEffect(() => {
    document.addEventListener('click', interceptLinkClicks);
    return () => document.removeEventListener('click', interceptLinkClicks);
  }, []);
  return (
    <ThemeContext.Provider value={config.theme2}>
      <CacheProvider name="ops-rounds-host">
        <GlobalStyles />
        <ModalsProvider>
          <Router history={locationService.getHistory()}>
            <LocationServiceProvider service={locationService}>
              <CompatRouter>
                <Chrome>
                  <Routes>
                    <Route path="/" element={<WelcomePage />} />
                    <Route path="/a/:pluginId/*" element={<AppRoute />} />
                    <Route path="/d/:uid/:slug?" element={<DashboardRoute />} />
                    <Route path="/explore" element={<ExplorePage />} />
                    <Route path="/connections/datasources" element={<DataSourceListPage />} />
                    <Route path="/connections/datasources/new" element={<NewDataSourcePage />} />
                    <Route path="/connections/datasources/edit/:uid" element={<EditDataSourceRoute />} />
                    <Route path="*" element={<NotFoundPage />} />
                  </Routes>
                </Chrome>
                <ModalRoot />
                <PortalContainer />
              </CompatRouter>
            </LocationServiceProvider>
          </Router>
        </ModalsProvider>
      </CacheProvider>
    </ThemeContext.Provider>
  );
}
