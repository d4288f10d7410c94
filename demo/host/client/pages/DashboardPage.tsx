import { css } from '@emotion/css';
import {
  getTimeZone,
  LoadingState,
  type AnnotationQuery,
  type DataFrame,
  type DataQuery,
  type FieldConfigSource,
  type GrafanaTheme2,
  type PanelData,
  type RawTimeRange,
  type TimeRange,
} from '@grafana/data';
import { getBackendSrv, getTemplateSrv, locationService } from '@grafana/runtime';
import type { DataSourceRef } from '@grafana/schema';
import { Alert, PanelChrome, RefreshPicker, TimeRangePicker, useStyles2 } from '@grafana/ui';
import { useLocation } from 'grafana-router';
import { useEffect, useMemo, useRef, useState } from 'react';

import { Page } from '../chrome/PluginPage';
import { PanelRenderer, usePanelPlugin } from '../panels/PanelRenderer';
import { useQueries } from '../panels/useQueries';
import { AnnotationList } from './dashboard/annotations';
import { useVariables, VariableControls } from './dashboard/VariableControls';
import type { VariableModel } from './dashboard/variables';
import { timeRange } from './exploreState';

interface PanelModel {
  id: number;
  type: string;
  title?: string;
  description?: string;
  transparent?: boolean;
  gridPos: { x: number; y: number; w: number; h: number };
  datasource?: DataSourceRef | null;
  targets?: Array<DataQuery & { expr?: string }>;
  options?: object;
  fieldConfig?: FieldConfigSource;
}

interface DashboardModel {
  uid: string;
  title: string;
  timezone?: string;
  time?: RawTimeRange;
  panels?: PanelModel[];
  templating?: { list?: VariableModel[] };
  annotations?: { list?: AnnotationQuery[] };
}

const GRID_ROW_PX = 38;
const noTargets: DataQuery[] = [];

/** The address beats what was saved. */
function timeRangeOf(search: string, saved: RawTimeRange | undefined): TimeRange {
  const query = new URLSearchParams(search);
  return timeRange({ from: query.get('from') ?? saved?.from ?? 'now-6h', to: query.get('to') ?? saved?.to ?? 'now' });
}

function DashboardPanel({ panel, range, timeZone }: { panel: PanelModel; range: TimeRange; timeZone: string }) {
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width: Math.floor(width), height: Math.floor(height) });
    });
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  const asked = useQueries({
    requestId: `panel-${panel.id}`,
    app: 'dashboard',
    dataSource: panel.datasource ?? panel.targets?.[0]?.datasource,
    targets: panel.targets ?? noTargets,
    range,
    maxDataPoints: size.width && Math.max(100, Math.round(size.width / 50) * 50),
  });
  const idle = useMemo<PanelData>(
    () => ({ state: LoadingState.Done, series: [] as DataFrame[], timeRange: range }),
    [range]
  );
  const { x, y, w, h } = panel.gridPos;
  const { plugin } = usePanelPlugin(panel.type);
  return (
    <section
      ref={box}
      className={styles.panel}
      style={{ gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}`, minHeight: h * GRID_ROW_PX - 8 }}
    >
      <PanelChrome
        title={panel.title ?? ''}
        description={panel.description}
        width={size.width}
        height={size.height}
        padding={plugin?.noPadding ? 'none' : 'md'}
        displayMode={panel.transparent ? 'transparent' : 'default'}
        loadingState={asked?.state}
        statusMessage={asked?.error?.message}
      >
        {(width, height) => (
          <PanelRenderer
            panelId={panel.id}
            pluginId={panel.type}
            title={panel.title ?? ''}
            options={panel.options}
            fieldConfig={panel.fieldConfig}
            data={asked ?? idle}
            timeZone={timeZone}
            width={width}
            height={height}
          />
        )}
      </PanelChrome>
    </section>
  );
}

function useDashboard(uid: string): { dashboard?: DashboardModel; failure?: string } {
  const [loaded, setLoaded] = useState<{ dashboard?: DashboardModel; failure?: string }>({});
  useEffect(() => {
    getBackendSrv()
      .get<{ dashboard: DashboardModel }>(`/api/dashboards/uid/${uid}`, undefined, undefined, { showErrorAlert: false })
      .then(
        ({ dashboard }) => setLoaded({ dashboard }),
        (error: { data?: { message?: string } }) =>
          setLoaded({ failure: error.data?.message ?? 'Failed to load the dashboard' })
      );
  }, [uid]);
  return loaded;
}

/** `/d/<uid>`: the dashboard's panels on Grafana's grid of 24 columns. Nothing can be edited. */
export function DashboardPage({ uid }: { uid: string }) {
  const styles = useStyles2(getStyles);
  const { search } = useLocation();
  const { dashboard, failure } = useDashboard(uid);
  const [refreshes, setRefreshes] = useState(0);
  const range = useMemo(() => {
    void refreshes;
    const now = timeRangeOf(search, dashboard?.time);
    getTemplateSrv().updateTimeRange(now);
    return now;
  }, [search, dashboard?.time, refreshes]);
  const pageNav = useMemo(
    () => ({ text: dashboard?.title ?? 'Dashboard', parentItem: { text: 'Dashboards' } }),
    [dashboard?.title]
  );
  const variables = useVariables(dashboard?.templating?.list, search, range);
  const annotations = useMemo(
    () => (dashboard?.annotations?.list ?? []).filter(({ enable, builtIn }) => enable && !builtIn),
    [dashboard?.annotations?.list]
  );
  /** Panels are asked anew when a value changes. */
  const values = JSON.stringify(variables?.map(({ value }) => value));
  const timeZone = dashboard?.timezone || getTimeZone();
  const show = (from: unknown, to: unknown) => locationService.partial({ from: String(from), to: String(to) });
  const span = range.to.valueOf() - range.from.valueOf();
  /** Half a span to the left or right, or outwards. */
  const move = (left: number, right: number) =>
    show(Math.round(range.from.valueOf() + left * span), Math.round(range.to.valueOf() + right * span));
  return (
    <Page pageNav={pageNav} layout={1}>
      <h1 className="sr-only">{pageNav.text}</h1>
      {failure && <Alert title={failure} />}
      <div className={styles.controls} data-testid="data-testid dashboard controls">
        <VariableControls variables={variables ?? []} />
        <TimeRangePicker
          value={range}
          timeZone={timeZone}
          onChange={({ raw }) => show(raw.from.valueOf(), raw.to.valueOf())}
          onChangeTimeZone={() => undefined}
          onMoveBackward={() => move(-0.5, -0.5)}
          onMoveForward={() => move(0.5, 0.5)}
          onZoom={() => move(-0.5, 0.5)}
        />
        <RefreshPicker
          value=""
          onIntervalChanged={() => undefined}
          onRefresh={() => setRefreshes((count) => count + 1)}
          noIntervalPicker
        />
      </div>
      {variables && <AnnotationList list={annotations} range={range} />}
      <div className={styles.grid}>
        {(variables ? (dashboard?.panels ?? []) : [])
          .filter((panel) => panel.type !== 'row')
          .map((panel) => (
            <DashboardPanel key={`${panel.id} ${values}`} panel={panel} range={range} timeZone={timeZone} />
          ))}
      </div>
    </Page>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  controls: css({ display: 'flex', justifyContent: 'flex-end', gap: theme.spacing(1), marginBottom: theme.spacing(2) }),
  grid: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(24, minmax(0, 1fr))',
    gridAutoRows: GRID_ROW_PX - 8,
    gap: 8,
    [theme.breakpoints.down('md')]: { display: 'flex', flexDirection: 'column' },
  }),
  panel: css({ minWidth: 0 }),
});
