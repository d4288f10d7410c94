import { WIDE_PX } from '../../ui/panel/tableSize';

/** What of a cluster fits into a panel, from most to least wanted. Heights in px are those that the styles give. */

export const HEADLINE_PX = 30;
/** A small panel's, over two lines: a reason that cannot be read is none. */
export const SMALL_HEADLINE_PX = 44;
export const FIGURES_PX = 48;
export const FOOT_PX = 26;
/** Of a row of tiles with the gap below it. */
const LEAST_ROW_PX = 15;
const MOST_ROW_PX = 36;
/** Numbers in the tiles need so much. */
const NUMBER_ROW_PX = 18;
const NUMBER_TILE_PX = 17;

export const PADDING_PX = 12;
export const HOST_PX = 62;
/** Between the tiles. */
const GAP_PX = 3;
/** Tiles are no wider than that, so that a few of them do not look like bars. */
const MOST_TILE_PX = 50;
const LEAST_CHART_PX = { width: 240, height: 110 };
/** Between the map and the chart. */
export const COLUMN_GAP_PX = 20;

export interface Layout {
  isWide: boolean;
  hasFigures: boolean;
  /** Hosts that are drawn. */
  hosts: number;
  map: { rowPx: number; gapPx: number; width: number; hasNumbers: boolean };
  /** Null: no room for the forecast. */
  chart: { width: number; height: number } | null;
}

/** Headline and foot always; then three figures, the hosts with their OSDs, and the forecast beside them where there is room. */
export function panelLayout(
  { width, height }: { width: number; height: number },
  count: { hosts: number; mostOsds: number }
): Layout {
  const isWide = width >= WIDE_PX;
  const room = Math.max(0, height - (isWide ? HEADLINE_PX : SMALL_HEADLINE_PX) - FOOT_PX);
  const hasFigures = room >= FIGURES_PX;
  const left = room - (hasFigures ? FIGURES_PX : 0);
  const inner = Math.max(0, width - 2 * PADDING_PX);
  const hasChart = isWide && inner / 2 - COLUMN_GAP_PX >= LEAST_CHART_PX.width - 40 && room >= LEAST_CHART_PX.height;
  const mapWidth = hasChart
    ? Math.min((inner - COLUMN_GAP_PX) / 2, HOST_PX + count.mostOsds * (MOST_TILE_PX + GAP_PX) + 40)
    : inner;
  const rowPx = Math.min(MOST_ROW_PX, Math.max(LEAST_ROW_PX, Math.floor(left / Math.max(1, count.hosts))));
  const hosts = Math.max(0, Math.min(count.hosts, Math.floor(left / rowPx)));
  const tilePx = (mapWidth - HOST_PX) / Math.max(1, count.mostOsds) - GAP_PX;
  return {
    isWide,
    hasFigures,
    hosts,
    map: {
      rowPx: rowPx - GAP_PX,
      gapPx: tilePx < 8 ? 1 : GAP_PX,
      width: mapWidth,
      hasNumbers: rowPx >= NUMBER_ROW_PX && tilePx >= NUMBER_TILE_PX,
    },
    chart: hasChart ? { width: inner - COLUMN_GAP_PX - mapWidth, height: room } : null,
  };
}
