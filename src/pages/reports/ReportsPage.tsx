import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { sourcesWithHistory } from '../../core/check/runHistory';
import { zoneOf } from '../../core/settings/settings';
import { connect, type Connection } from '../../sources/connect';
import { browserTransport } from '../../sources/transport/browser';
import type { Loadable } from '../../ui/loadable';
import { LoadableView } from '../../ui/LoadableView';
import { t } from '../../ui/t';
import { useLoaded } from '../../ui/useLoaded';
import { ReportContents } from './ReportContents';
import { ReportForm } from './ReportForm';
import { ReportOutcome } from './ReportOutcome';
import { useReport } from './useReport';

/** Reports: a month as PDF, made in this browser from the data it may read. Viewers may make one too. */
export function ReportsPage() {
  const { loaded, reload } = useLoaded(readConnection);
  return (
    <LoadableView
      of={loaded}
      subject={t('reports.subject', 'The settings of Ops Rounds')}
      onRetry={reload}
      loading={<Frame>{null}</Frame>}
      failed={(notice) => <Frame>{notice}</Frame>}
    >
      {(connection) => (
        <Frame>
          <MonthlyReport connection={connection} />
        </Frame>
      )}
    </LoadableView>
  );
}

function MonthlyReport({ connection }: { connection: Connection }) {
  const styles = useStyles2(getStyles);
  const { state, create, cancel } = useReport(connection);
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <ReportForm zone={zoneOf(connection.settings)} working={state.state === 'working'} onCreate={create} />
        <ReportOutcome state={state} onCancel={cancel} />
      </div>
      <ReportContents sources={sourcesWithHistory(connection.registry).map(({ name }) => name)} />
    </div>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <PluginPage
      pageNav={{ text: t('reports.title', 'Reports') }}
      subTitle={t('reports.subtitle', 'A month in one document: the verdict first, the evidence behind it.')}
    >
      {children}
    </PluginPage>
  );
}

/** Settings and sources. */
async function readConnection(signal: AbortSignal): Promise<Loadable<Connection>> {
  return { state: 'ready', value: await connect(browserTransport(), signal) };
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
