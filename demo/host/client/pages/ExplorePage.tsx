import { css } from '@emotion/css';
import {
  applyFieldOverrides,
  CoreApp,
  getFrameDisplayName,
  getTimeZone,
  LoadingState,
  type DataFrame,
  type DataQuery,
  type DataSourceApi,
  type PanelData,
} from '@grafana/data';
import { config, getDataSourceSrv, locationService } from '@grafana/runtime';
import { Alert, ErrorBoundaryAlert, PanelChrome, RefreshPicker, Table, TimeRangePicker } from '@grafana/ui';
import { useLocation } from 'grafana-router';
import { useEffect, useMemo, useRef, useState } from 'react';

import { Page } from '../chrome/PluginPage';
import { useQueries } from '../panels/useQueries';
import { paneOf, paneQuery, timeRange, type Pane } from './exploreState';
import { LabelledSelect } from './LabelledSelect';

const show = (pane: Pane) => locationService.partial(paneQuery(pane));
const WIDTH = 1000;
const ROW_PX = 36;

function useDataSource(uid: string): { dataSource?: DataSourceApi; failure?: string } {
  const [loaded, setLoaded] = useState<{ dataSource?: DataSourceApi; failure?: string }>({});
  useEffect(() => {
    getDataSourceSrv()
      .get(uid || null)
      .then(
        (dataSource) => setLoaded({ dataSource }),
        (error: unknown) => setLoaded({ failure: String(error) })
      );
  }, [uid]);
  return loaded;
}

function Frames({ data }: { data: PanelData }) {
  const frames = useMemo(
    () =>
      applyFieldOverrides({
        data: data.series,
        fieldConfig: { defaults: {}, overrides: [] },
        replaceVariables: (text) => text,
        theme: config.theme2,
        timeZone: getTimeZone(),
      }),
    [data.series]
  );
  if (data.state === LoadingState.Done && frames.length === 0) {
    return <p>No data</p>;
  }
  return frames.map((frame: DataFrame, at) => {
    const height = Math.min(600, ROW_PX * (frame.length + 2) + 40);
    const title = getFrameDisplayName(frame, at);
    return (
      <PanelChrome key={at} title={title} width={WIDTH} height={height}>
        {(width, innerHeight) => <Table data={frame} width={width} height={innerHeight} ariaLabel={title} />}
      </PanelChrome>
    );
  });
}

/** `/explore`: the data source of the address with its query editor, its answer as one table per frame. */
export function ExplorePage() {
  const { search } = useLocation();
  const pane = useMemo(() => paneOf(search), [search]);
  return (
    <Page pageNav={{ text: 'Explore', url: '/explore' }} layout={1}>
      <h1 className="sr-only">Explore</h1>
      <ExplorePane key={pane.datasource} pane={pane} />
    </Page>
  );
}

/** What an address already asks is run at once, as Explore does it. */
const isAsked = (query: DataQuery) => Object.keys(query).some((name) => name !== 'refId' && name !== 'datasource');

function ExplorePane({ pane }: { pane: Pane }) {
  const { dataSource, failure } = useDataSource(pane.datasource);
  const [draft, setDraft] = useState<DataQuery[]>(pane.queries);
  /** Editors change a query and run it in one breath. */
  const latest = useRef(draft);
  const [run, setRun] = useState({ targets: pane.queries.filter(isAsked), at: 0 });
  const [from, to] = [String(pane.range.from), String(pane.range.to)];
  const range = useMemo(() => {
    void run.at;
    return timeRange({ from, to });
  }, [from, to, run.at]);
  const whole = (some: DataQuery[]) =>
    some.map((query) => ({ ...dataSource?.getDefaultQuery?.(CoreApp.Explore), ...query }));
  const queries = whole(draft);
  const ref = useMemo(() => ({ uid: pane.datasource }), [pane.datasource]);
  const data = useQueries({
    requestId: 'explore',
    app: 'explore',
    dataSource: ref,
    targets: run.targets,
    range,
    maxDataPoints: WIDTH,
  });
  const change = (at: number, next: DataQuery) => {
    latest.current = whole(latest.current).map((one, index) => (index === at ? next : one));
    setDraft(latest.current);
  };
  const ask = () => {
    const targets = whole(latest.current);
    show({ ...pane, queries: targets });
    setRun({ targets, at: run.at + 1 });
  };
  const Editor = dataSource?.components?.ExploreQueryField ?? dataSource?.components?.QueryEditor;
  return (
    <>
      <div className={styles.toolbar}>
        <LabelledSelect
          label="Data source"
          value={pane.datasource}
          options={getDataSourceSrv()
            .getList({ metrics: true })
            .map(({ uid, name }) => ({ text: name, value: uid }))}
          onChange={([uid = '']) => show({ ...pane, datasource: uid, queries: [{ refId: 'A' }] })}
        />
        <TimeRangePicker
          value={range}
          timeZone={getTimeZone()}
          onChange={({ raw }) =>
            show({ ...pane, range: { from: String(raw.from.valueOf()), to: String(raw.to.valueOf()) } })
          }
          onChangeTimeZone={() => undefined}
          onMoveBackward={() => undefined}
          onMoveForward={() => undefined}
          onZoom={() => undefined}
        />
        <RefreshPicker text="Run query" value="" onIntervalChanged={() => undefined} onRefresh={ask} noIntervalPicker />
      </div>
      {failure && <Alert title={failure} />}
      {dataSource && Editor && (
        <ErrorBoundaryAlert>
          {queries.map((query, at) => (
            <Editor
              key={`${dataSource.uid}-${query.refId}`}
              app={CoreApp.Explore}
              datasource={dataSource}
              query={query}
              queries={queries}
              range={range}
              data={data}
              onChange={(next: DataQuery) => change(at, next)}
              onRunQuery={ask}
            />
          ))}
        </ErrorBoundaryAlert>
      )}
      {data?.error && <Alert title={data.error.message ?? 'Query error'} />}
      {data && <Frames data={data} />}
    </>
  );
}

const styles = {
  toolbar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, marginBottom: 16 }),
};
