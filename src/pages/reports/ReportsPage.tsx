import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { sourcesWithHistory } from '../../core/check/runHistory';
import { ConnectionView, useConnection } from '../../ui/connection';
import { t } from '../../ui/t';
import { ReportContents } from './ReportContents';
import { ReportForm } from './ReportForm';
import { ReportOutcome } from './ReportOutcome';
import { useReport } from './useReport';

/** Reports: a month as PDF, made in this browser from the data it may read. Viewers may make one too. */
export function ReportsPage() {
  return (
    <ConnectionView loading={<Frame>{null}</Frame>} failed={(notice) => <Frame>{notice}</Frame>}>
      <Frame>
        <MonthlyReport />
      </Frame>
    </ConnectionView>
  );
}

function MonthlyReport() {
  const styles = useStyles2(getStyles);
  const { connection } = useConnection();
  const { state, create, cancel } = useReport(connection);
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <ReportForm working={state.state === 'working'} onCreate={create} />
        <ReportOutcome state={state} onCancel={cancel} />
      </div>
      <ReportContents sources={sourcesWithHistory(connection.registry).map(({ name }) => name)} />
    </div>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <PluginPage
      pageNav={{ text: t('reports.title', 'Reports'), url: '/a/opsrounds-ops-app/reports' }}
      subTitle={t('reports.subtitle', 'A month in one document: the verdict first, the evidence behind it.')}
    >
      {children}
    </PluginPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 320px',
    gap: theme.spacing(4),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  main: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3), maxWidth: 720 }),
});
