import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import { useRef, useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';

import type { CephHost, OsdTile } from '../../core/products/ceph/view';
import { t } from '../t';
import { markColor, markGlyph } from '../verdictLook';
import { osdNumber, osdText, tileWord, upText } from './osdWords';

/** How large its parts are, px. */
export interface OsdMapSize {
  /** Null: the tiles of a host share its row. */
  tileWidth: number | null;
  tileHeight: number;
  gap: number;
  hostWidth: number;
  /** What stands in a tile; all of it is in its tooltip. */
  says: 'number-and-fill' | 'number' | 'nothing';
  /** "5 of 6" below each host's name. */
  hasCounts: boolean;
}

interface Props {
  hosts: readonly CephHost[];
  size: OsdMapSize;
  /** Where a tile leads. */
  act: { href: string } | { onOpen: (tile: OsdTile) => void };
}

/** Half of what a tip may be wide, px. */
const TIP_HALF = 140;

/** What is said of the tile that is pointed at or has the focus, and where. */
interface Tip {
  text: string;
  left: number;
  top: number;
}

/** The OSDs of each host as tiles: how full by a level, exceptions by their border, missing ones hatched. Arrow keys walk. */
export function OsdMap({ hosts, size, act }: Props) {
  const styles = useStyles2(getStyles);
  const map = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const ids = hosts.flatMap(({ osds }) => osds.map(({ id }) => id));
  const stop = active !== null && ids.includes(active) ? active : ids[0];
  const [tip, setTip] = useState<Tip | null>(null);
  const point = ({ currentTarget: tile }: MouseEvent<HTMLElement> | FocusEvent<HTMLElement>) => {
    const [box, own] = [map.current?.getBoundingClientRect(), tile.getBoundingClientRect()];
    if (box) {
      const middle = own.left + own.width / 2 - box.left;
      const left = box.width < 2 * TIP_HALF ? box.width / 2 : clamp(middle, TIP_HALF, box.width - TIP_HALF);
      setTip({ text: tile.getAttribute('aria-label') ?? '', left, top: own.top - box.top });
    }
  };
  const leave = () => setTip(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && tip !== null) {
      event.stopPropagation();
      leave();
    }
    const next = tileAfter(event.key, hosts, stop ?? '');
    if (next !== null) {
      event.preventDefault();
      map.current?.querySelector<HTMLElement>(`[data-osd="${CSS.escape(next)}"]`)?.focus();
    }
  };
  return (
    <div
      ref={map}
      role="group"
      aria-label={t('osd.map', 'OSDs by host; arrow keys go from one to the next')}
      className={styles.map}
      style={{ rowGap: size.gap }}
      onKeyDown={onKeyDown}
      onBlur={leave}
      onMouseLeave={leave}
    >
      {tip && (
        <div aria-hidden className={styles.tip} style={{ left: tip.left, top: tip.top }}>
          {tip.text}
        </div>
      )}
      {hosts.map((host) => (
        <div key={host.name} className={styles.host} role="group" aria-label={`${host.name}, ${upText(host)}`}>
          <div
            className={styles.name}
            style={{
              width: size.hostWidth,
              ...(!size.hasCounts && { lineHeight: `${size.tileHeight}px`, fontSize: Math.min(12, size.tileHeight) }),
            }}
            title={host.name}
          >
            <div>{host.name}</div>
            {size.hasCounts && <div className={styles.count}>{upText(host)}</div>}
          </div>
          <div
            className={styles.tiles}
            style={{ gap: size.gap, flexWrap: size.tileWidth === null ? 'nowrap' : 'wrap' }}
          >
            {host.osds.map((tile) => (
              <Tile
                key={tile.id}
                tile={tile}
                host={host.name}
                size={size}
                act={act}
                isTabStop={tile.id === stop}
                onPoint={point}
                onFocus={(event) => {
                  setActive(tile.id);
                  point(event);
                }}
              />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

interface TileProps {
  tile: OsdTile;
  host: string;
  size: OsdMapSize;
  act: Props['act'];
  isTabStop: boolean;
  onPoint: (event: MouseEvent<HTMLElement>) => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
}

function Tile({ tile, host, size, act, isTabStop, onPoint, onFocus }: TileProps) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { state, usedRatio, verdict, id } = tile;
  const color = markColor(verdict, theme);
  const isQuiet = verdict === 'pass' || verdict === 'na';
  const isHatched = state === 'missing' || usedRatio === null;
  const level = isQuiet ? theme.colors.success.main : verdict === 'unknown' ? theme.colors.text.disabled : color;
  const common = {
    'data-osd': id,
    'data-state': state,
    'aria-label': osdText(tile, host),
    tabIndex: isTabStop ? 0 : -1,
    onFocus,
    onMouseEnter: onPoint,
    className: cx(styles.tile, state === 'missing' && styles.missing, size.tileWidth === null && styles.shared),
    style: {
      ...(size.tileWidth !== null && { width: size.tileWidth }),
      height: size.tileHeight,
      ...(!isQuiet && { borderColor: color }),
    },
  };
  const content = (
    <>
      {isHatched ? (
        <span className={styles.hatch} />
      ) : (
        <span
          data-part="level"
          className={styles.level}
          style={{
            height: `${Math.min(1, Math.max(0, usedRatio)) * 100}%`,
            // A line would go through the digits where they do not stand below it.
            ...(size.says === 'number-and-fill' && { borderTopColor: level }),
          }}
        >
          <span className={styles.area} style={{ background: level }} />
        </span>
      )}
      {size.says !== 'nothing' && (
        <span
          className={cx(styles.words, size.says === 'number-and-fill' && styles.low, isHatched && styles.over)}
          style={isQuiet ? undefined : { color }}
        >
          <span className={styles.number}>
            {size.says === 'number-and-fill' && state === 'missing' && (
              <Icon name={markGlyph('unknown')} size="xs" aria-hidden />
            )}
            {osdNumber(id)}
          </span>
          {size.says === 'number-and-fill' && <span className={styles.fill}>{tileWord(tile)}</span>}
        </span>
      )}
    </>
  );
  return 'href' in act ? (
    <a href={act.href} {...common}>
      {content}
    </a>
  ) : (
    <button type="button" {...common} onClick={() => act.onOpen(tile)}>
      {content}
    </button>
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Where a key leads from a tile; null where it means nothing. */
function tileAfter(key: string, hosts: readonly CephHost[], from: string): string | null {
  const all = hosts.flatMap(({ osds }) => osds);
  const at = all.findIndex(({ id }) => id === from);
  const row = hosts.findIndex(({ osds }) => osds.some(({ id }) => id === from));
  const column = hosts[row]?.osds.findIndex(({ id }) => id === from) ?? 0;
  const inRow = (other: number) => hosts[other]?.osds[Math.min(column, (hosts[other]?.osds.length ?? 1) - 1)];
  switch (key) {
    case 'ArrowRight':
      return all[at + 1]?.id ?? null;
    case 'ArrowLeft':
      return all[at - 1]?.id ?? null;
    case 'ArrowDown':
      return inRow(row + 1)?.id ?? null;
    case 'ArrowUp':
      return inRow(row - 1)?.id ?? null;
    case 'Home':
      return all[0]?.id ?? null;
    case 'End':
      return all.at(-1)?.id ?? null;
    default:
      return null;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  map: css({
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    fontVariantNumeric: 'tabular-nums',
  }),
  // Over the tile, and away as soon as the pointer is: it says no more than the tile's name.
  tip: css({
    ...theme.typography.bodySmall,
    position: 'absolute',
    zIndex: theme.zIndex.tooltip,
    width: 'max-content',
    maxWidth: 2 * TIP_HALF,
    padding: theme.spacing(0.5, 1),
    transform: 'translate(-50%, calc(-100% - 4px))',
    color: theme.colors.text.primary,
    background: theme.colors.background.elevated,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z2,
    textAlign: 'center',
    pointerEvents: 'none',
  }),
  host: css({ display: 'flex', alignItems: 'center', minWidth: 0 }),
  name: css({
    flex: 'none',
    paddingRight: theme.spacing(1),
    '& > div': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  }),
  count: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  tiles: css({ display: 'flex', flex: 1, minWidth: 0 }),
  tile: css({
    position: 'relative',
    flex: 'none',
    display: 'block',
    padding: 0,
    overflow: 'hidden',
    background: theme.colors.background.secondary,
    color: theme.colors.text.primary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    '&:hover': { borderColor: theme.colors.text.primary },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1 },
  }),
  shared: css({ flex: '1 1 0', minWidth: 0 }),
  missing: css({ borderStyle: 'dashed', background: 'none' }),
  level: css({ position: 'absolute', left: 0, right: 0, bottom: 0, borderTop: '2px solid transparent' }),
  area: css({ position: 'absolute', inset: 0, opacity: theme.isDark ? 0.2 : 0.16 }),
  hatch: css({
    position: 'absolute',
    inset: 0,
    background: `repeating-linear-gradient(135deg, ${markColor('unknown', theme)} 0 1.5px, transparent 1.5px 5px)`,
  }),
  words: css({
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    height: '100%',
    lineHeight: 1.2,
    pointerEvents: 'none',
  }),
  // Below the level of a disk that is well filled.
  low: css({ justifyContent: 'flex-end', paddingBottom: 3, lineHeight: 1.1 }),
  // Read over the hatch.
  over: css({ '& > span': { padding: '0 2px', background: theme.colors.background.primary } }),
  number: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: 3,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  fill: css({ fontSize: 11 }),
});
