import { locationUtil } from '@grafana/data';
import { EmptyState, LinkButton } from '@grafana/ui';
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';

import { ConnectionView } from '../../ui/connection';
import { t } from '../../ui/t';
import { Frame } from './Frame';
import { HISTORY } from './paths';
import { RoundsTab } from './RoundsTab';

const AuditTab = lazy(() => import('./audit/AuditTab').then((module) => ({ default: module.AuditTab })));

/** History: were the rounds done, when, and what did they find; and every entry of the journal. */
export function HistoryPage() {
  return (
    <ConnectionView loading={<Frame tab={null}>{null}</Frame>} failed={(notice) => <Frame tab={null}>{notice}</Frame>}>
      <Suspense fallback={<Frame tab="audit">{null}</Frame>}>
        <Routes>
          <Route index element={<RoundsTab />} />
          <Route path="audit" element={<AuditTab />} />
          <Route path="*" element={<NoSuchPage />} />
        </Routes>
      </Suspense>
    </ConnectionView>
  );
}

function NoSuchPage() {
  return (
    <Frame tab={null}>
      <EmptyState
        variant="not-found"
        message={t('history.no-page', 'History has no such page')}
        button={<LinkButton href={locationUtil.assureBaseUrl(HISTORY)}>{t('history.open', 'Open History')}</LinkButton>}
      />
    </Frame>
  );
}
