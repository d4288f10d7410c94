import { PluginPage } from '@grafana/runtime';
import { EmptyState, LinkButton } from '@grafana/ui';
import { lazy, Suspense, useState } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';

import { libraryOf } from '../library/libraryOf';
import { browserClient } from '../sources/browserClient';
import { breathing } from '../ui/breathe';
import { browserServices } from '../ui/browserSession';
import { ConnectionProvider } from '../ui/connection';
import { FocusHome } from '../ui/FocusHome';
import { ServicesProvider } from '../ui/services';
import { t } from '../ui/t';
import { Waiting } from '../ui/Waiting';
import { TodayPage } from './today/TodayPage';

const ChecklistsPage = lazy(() =>
  import('./checklists/ChecklistsPage').then((module) => ({ default: module.ChecklistsPage }))
);
const ChecksPage = lazy(() => import('./checks/ChecksPage').then((module) => ({ default: module.ChecksPage })));
const InfrastructurePage = lazy(() =>
  import('./infrastructure/InfrastructurePage').then((module) => ({ default: module.InfrastructurePage }))
);
const ScorecardsPage = lazy(() =>
  import('./scorecards/ScorecardsPage').then((module) => ({ default: module.ScorecardsPage }))
);
const HistoryPage = lazy(() => import('./history/HistoryPage').then((module) => ({ default: module.HistoryPage })));
const HandoverPage = lazy(() => import('./handover/HandoverPage').then((module) => ({ default: module.HandoverPage })));
const WallPage = lazy(() => import('./wall/WallPage').then((module) => ({ default: module.WallPage })));
const ReportsPage = lazy(() => import('./reports/ReportsPage').then((module) => ({ default: module.ReportsPage })));
const ListEditorPage = lazy(() =>
  import('./setup/lists/ListEditorPage').then((module) => ({ default: module.ListEditorPage }))
);
const NewListPage = lazy(() => import('./setup/lists/NewListPage').then((module) => ({ default: module.NewListPage })));
const PackEditorPage = lazy(() =>
  import('./setup/packs/PackEditorPage').then((module) => ({ default: module.PackEditorPage }))
);
const SetupPage = lazy(() => import('./setup/SetupPage').then((module) => ({ default: module.SetupPage })));

const TODAY = '/a/opsrounds-ops-app/today';

interface Props {
  /** The app's settings as Grafana has them. */
  jsonData: unknown;
}

/** The pages of the app; their routes are the names of the page folders. */
export function App({ jsonData }: Props) {
  const [services] = useState(() => browserServices(browserClient({ breathe: breathing(), jsonData }), libraryOf));
  return (
    <ServicesProvider services={services}>
      <ConnectionProvider>
        <FocusHome>
          <Suspense
            fallback={
              <PluginPage>
                <Waiting />
              </PluginPage>
            }
          >
            <Routes>
              <Route index element={<Navigate to={TODAY} replace />} />
              <Route path="today/:list?" element={<TodayPage />} />
              <Route path="checklists/*" element={<ChecklistsPage />} />
              <Route path="checks/*" element={<ChecksPage />} />
              <Route path="scorecards/*" element={<ScorecardsPage />} />
              <Route path="infrastructure/*" element={<InfrastructurePage />} />
              <Route path="history/*" element={<HistoryPage />} />
              <Route path="today/handover" element={<HandoverPage />} />
              <Route path="wall" element={<WallPage />} />
              <Route path="reports" element={<ReportsPage />} />
              <Route path="setup" element={<SetupPage homes={services.journalHome} doctor={services.doctor} />} />
              <Route path="setup/lists/new" element={<NewListPage />} />
              <Route path="setup/lists/:list" element={<ListEditorPage />} />
              <Route path="setup/packs/:pack" element={<PackEditorPage />} />
              <Route path="*" element={<UnknownPage />} />
            </Routes>
          </Suspense>
        </FocusHome>
      </ConnectionProvider>
    </ServicesProvider>
  );
}

function UnknownPage() {
  return (
    <PluginPage pageNav={{ text: t('unknown.title', 'Page not found') }}>
      <EmptyState
        variant="not-found"
        message={t('unknown.message', 'Ops Rounds has no such page')}
        button={<LinkButton href={TODAY}>{t('unknown.today', 'Open Today')}</LinkButton>}
      />
    </PluginPage>
  );
}
