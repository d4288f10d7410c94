import {
  FieldColorModeId,
  FieldConfigProperty,
  FieldType,
  getFieldDisplayValues,
  PanelPlugin,
  VizOrientation,
  type DataFrame,
  type Field,
  type PanelProps,
} from '@grafana/data';
import { LegendDisplayMode, type GraphFieldConfig, type VizLegendOptions } from '@grafana/schema';
import {
  BigValue,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  Table,
  TimeSeries,
  useTheme2,
  VizRepeater,
} from '@grafana/ui';

import { useMemo } from 'react';

/** Grafana's own panels are not on npm: these three draw what an overview dashboard needs with the parts that are. */

interface LegendOptions {
  legend?: VizLegendOptions;
}

const defaultLegend: VizLegendOptions = {
  displayMode: LegendDisplayMode.List,
  placement: 'bottom',
  showLegend: true,
  calcs: [],
};

function NoData() {
  return <div style={{ display: 'grid', placeItems: 'center', height: '100%' }}>No data</div>;
}

const hasRows = (frames: DataFrame[]): boolean => frames.some((frame) => frame.length > 0 && frame.fields.length > 0);

function TimeSeriesPanel({ data, timeRange, timeZone, width, height, options }: PanelProps<LegendOptions>) {
  if (!hasRows(data.series)) {
    return <NoData />;
  }
  return (
    <TimeSeries
      frames={data.series}
      structureRev={data.structureRev}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={{ ...defaultLegend, ...options.legend }}
      options={{}}
    />
  );
}

interface StatOptions {
  reduceOptions?: { calcs: string[]; fields?: string; values?: boolean };
  colorMode?: BigValueColorMode;
  graphMode?: BigValueGraphMode;
  textMode?: BigValueTextMode;
}

function StatPanel({ data, fieldConfig, options, width, height, timeZone, replaceVariables }: PanelProps<StatOptions>) {
  const theme = useTheme2();
  const values = getFieldDisplayValues({
    fieldConfig,
    reduceOptions: options.reduceOptions ?? { calcs: ['lastNotNull'] },
    replaceVariables,
    theme,
    data: data.series,
    sparkline: options.graphMode !== BigValueGraphMode.None,
    timeZone,
  });
  return (
    <VizRepeater
      source={data}
      width={width}
      height={height}
      getValues={() => values}
      orientation={VizOrientation.Auto}
      autoGrid
      renderCounter={0}
      renderValue={({ value, count, width: cellWidth, height: cellHeight }) => (
        <BigValue
          value={value.display}
          count={count}
          textMode={options.textMode ?? BigValueTextMode.Auto}
          sparkline={value.sparkline}
          colorMode={options.colorMode ?? BigValueColorMode.Value}
          graphMode={options.graphMode ?? BigValueGraphMode.Area}
          justifyMode={BigValueJustifyMode.Auto}
          theme={theme}
          width={cellWidth}
          height={cellHeight}
        />
      )}
    />
  );
}

/** Instant series side by side become one table with a column per label, as Prometheus' format `table` shows them. */
function oneTable(frames: DataFrame[]): DataFrame | undefined {
  const series = frames.flatMap((frame) => {
    const value = frame.fields.find((field) => field.labels && field.type === FieldType.number);
    return value ? [{ frame, value }] : [];
  });
  const first = series[0];
  if (!first || series.length < 2) {
    return frames.find((frame) => frame.fields.length > 0);
  }
  const rows = series.flatMap(({ frame, value }) => Array.from({ length: frame.length }, (_, at) => ({ value, at })));
  const labels = [...new Set(series.flatMap(({ value }) => Object.keys(value.labels ?? {})))].filter(
    (name) => name !== '__name__'
  );
  const column = (name: string): Field => ({
    name,
    type: FieldType.string,
    config: {},
    values: rows.map(({ value }) => value.labels?.[name] ?? ''),
    display: (text) => ({ text: String(text), numeric: Number.NaN }),
  });
  const values = rows.map(({ value, at }) => value.values[at] as unknown);
  const { labels: _labels, state: _state, ...value } = first.value;
  return {
    length: rows.length,
    fields: [
      ...labels.map(column),
      { ...value, name: 'Value', config: { ...value.config, displayNameFromDS: undefined }, values },
    ],
  };
}

function TablePanel({ data, width, height }: PanelProps) {
  const table = useMemo(() => oneTable(data.series), [data.series]);
  return table ? <Table data={table} width={width} height={height} /> : <NoData />;
}

const timeSeries = new PanelPlugin<LegendOptions, GraphFieldConfig>(TimeSeriesPanel).useFieldConfig({
  standardOptions: { [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.PaletteClassic } } },
});
const stat = new PanelPlugin<StatOptions>(StatPanel).useFieldConfig();
const table = new PanelPlugin(TablePanel).useFieldConfig();

export const standInPanels: Record<string, PanelPlugin | undefined> = {
  timeseries: timeSeries as unknown as PanelPlugin,
  stat: stat as unknown as PanelPlugin,
  table: table as unknown as PanelPlugin,
};
