import {
  getTimeZone,
  LoadingState,
  rangeUtil,
  type CoreApp,
  type DataQuery,
  type PanelData,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv, getRunRequest } from '@grafana/runtime';
import type { DataSourceRef } from '@grafana/schema';
import { useEffect, useState } from 'react';

export interface Asked {
  requestId: string;
  app: `${CoreApp}`;
  dataSource: DataSourceRef | null | undefined;
  /** Keep the array: a new one is asked anew. */
  targets: DataQuery[];
  range: TimeRange;
  maxDataPoints: number;
}

/** Runs the queries over the range; undefined while there are none. */
export function useQueries({
  requestId,
  app,
  dataSource,
  targets,
  range,
  maxDataPoints,
}: Asked): PanelData | undefined {
  const [data, setData] = useState<PanelData>();
  useEffect(() => {
    if (targets.length === 0 || maxDataPoints === 0) {
      return;
    }
    let gone = false;
    let stop = () => undefined as void;
    const failed = (error: unknown) =>
      !gone && setData({ state: LoadingState.Error, series: [], timeRange: range, error: { message: String(error) } });
    getDataSourceSrv()
      .get(dataSource)
      .then((source) => {
        const interval = rangeUtil.calculateInterval(range, maxDataPoints, source.interval);
        const subscription = getRunRequest()(source, {
          requestId,
          app,
          timezone: getTimeZone(),
          range,
          interval: interval.interval,
          intervalMs: interval.intervalMs,
          maxDataPoints,
          scopedVars: {
            __interval: { text: interval.interval, value: interval.interval },
            __interval_ms: { text: interval.intervalMs, value: interval.intervalMs },
          },
          targets: targets
            .filter((target) => !target.hide && (source.filterQuery?.(target) ?? true))
            .map((target) => ({ ...target, datasource: source.getRef() })),
          startTime: Date.now(),
        } as never).subscribe((next) =>
          setData((before) => (next.state === LoadingState.Loading && before ? { ...before, state: next.state } : next))
        );
        stop = () => subscription.unsubscribe();
        if (gone) {
          stop();
        }
      }, failed);
    return () => {
      gone = true;
      stop();
    };
  }, [requestId, app, dataSource, targets, range, maxDataPoints]);
  return data;
}
