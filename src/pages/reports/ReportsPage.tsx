import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { useCallback, useEffect, useState, type ReactNode } from 'react';

import { zoneOf } from '../../core/settings/settings';
import { connect, type Connection } from '../../sources/connect';
import { browserTransport } from '../../sources/transport/browser';
import { isAbort, reasonOf, type Loadable } from '../../ui/loadable';
import { LoadableView } from '../../ui/LoadableView';
import { t } from '../../ui/t';
import { ReportContents } from './ReportContents';
import { ReportForm } from './ReportForm';
import { ReportOutcome } from './ReportOutcome';
import { useReport } from './useReport';

/** Reports: a month as PDF, made in this browser from the data it may read. Viewers may make one too. */
export function ReportsPage() {
  const { connected, reconnect } = useConnected();
  return (
    <LoadableView
      of={connected}
      subject={t('reports.subject', 'The settings of Ops Rounds')}
      onRetry={reconnect}
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
      <ReportContents sources={connection.metricSources.map(({ name }) => name)} />
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

/** Settings and sources, read once. */
function useConnected(): { connected: Loadable<Connection>; reconnect: () => void } {
  const [connected, setConnected] = useState<Loadable<Connection>>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    connect(browserTransport(), abort.signal).then(
      (value) => setConnected({ state: 'ready', value }),
      (error: unknown) => {
        if (!isAbort(error)) {
          setConnected({ state: 'failed', reason: reasonOf(error) });
        }
      }
    );
    return () => abort.abort();
  }, [attempt]);
  const reconnect = useCallback(() => {
    setConnected({ state: 'loading' });
    setAttempt((n) => n + 1);
  }, []);
  return { connected, reconnect };
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
