import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useId, useMemo, useRef } from 'react';

import { areaPath, linePath, xOf, yOf, type LineFrame } from '../../../core/chart/line';
import { unknownSpans } from '../../../core/chart/unknownSpans';
import type { CephRecovery, CephView } from '../../../core/products/ceph/view';
import { countOrUnknown, UNKNOWN_TEXT } from '../../../ui/amounts';
import { ChartText, Hatches, HatchPattern, TimeAxis } from '../../../ui/chart/chartParts';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { useWidth } from '../../../ui/useWidth';
import { markColor } from '../../../ui/verdictLook';
import { decimalText } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { FactList } from './FactList';
import { recoveryStory, recoveryText } from './recoveryWords';
import { sectionWord } from './sectionWord';

const DAYS = 3;
const DAY_MS = 86_400_000;
/** Points that are further apart have a time between them that nobody knows. */
const APART_MS = 2 * 3_600_000;
const HEIGHT = 96;
const USUAL_WIDTH = 560;
const LEFT = 44;
const TOP = 8;
const BOTTOM = 22;

interface Props {
  view: Pick<CephView, 'recovery' | 'missing' | 'through'>;
  nowMs: number;
}

/** What is degraded now and was in three days, and how the last of it was repaired. */
export function RecoverySection({ view: { recovery, missing, through }, nowMs }: Props) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const { degraded, misplaced, unfound, objects, flags } = recovery;
  const story = recoveryStory(recovery, missing);
  return (
    <Section anchor="recovery" title={sectionWord('recovery')} actions={recoveryText(recovery, zone)}>
      <div className={styles.columns}>
        {through === 'metrics' && (
          <div>
            <DegradedChart recovery={recovery} story={story} nowMs={nowMs} />
            {story !== null && <p className={styles.story}>{story}</p>}
          </div>
        )}
        <FactList
          facts={[
            [
              t('ceph.recovery.degraded', 'Degraded'),
              <>
                {countOrUnknown(degraded)}{' '}
                <span className={styles.small}>
                  {t('ceph.recovery.of-objects', 'of {{n}} objects', { n: countOrUnknown(objects) })}
                </span>
              </>,
            ],
            [t('ceph.recovery.misplaced', 'Misplaced'), countOrUnknown(misplaced)],
            [t('ceph.recovery.unfound', 'Unfound'), countOrUnknown(unfound)],
            [
              t('ceph.recovery.flags', 'Flags'),
              flags === null
                ? UNKNOWN_TEXT
                : flags.length === 0
                  ? t('ceph.recovery.no-flags', 'none')
                  : flags.join(', '),
            ],
          ]}
        />
      </div>
    </Section>
  );
}

interface ChartProps {
  recovery: CephRecovery;
  story: string | null;
  nowMs: number;
}

function DegradedChart({ recovery: { points }, story, nowMs }: ChartProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const zone = useZone();
  const ids = useId();
  const box = useRef<HTMLDivElement>(null);
  const whole = useWidth(box) ?? USUAL_WIDTH;
  const most = Math.max(0, ...points.flatMap(({ value }) => value ?? []));
  const top = scaleTop(most);
  const frame = useMemo(
    (): LineFrame => ({
      width: Math.max(60, whole - LEFT - 8),
      height: HEIGHT - TOP - BOTTOM,
      fromMs: nowMs - DAYS * DAY_MS,
      toMs: nowMs,
      domain: [0, top],
    }),
    [whole, nowMs, top]
  );
  const color = markColor('warn', theme);
  const gaps = unknownSpans(points, { fromMs: frame.fromMs, toMs: nowMs }, APART_MS);
  const x = (ms: number) => xOf(ms, frame);
  const percent = (ratio: number) => `${decimalText(ratio * 100, 2)}\u00a0%`;
  return (
    <div ref={box} className={styles.chart}>
      <svg
        width={whole}
        height={HEIGHT}
        role="img"
        aria-label={
          points.length === 0
            ? t('ceph.recovery.label-none', 'Degraded objects of three days: nothing is known')
            : t('ceph.recovery.label', 'Degraded objects of three days, at most {{most}}. {{story}}', {
                most: percent(most),
                story: story ?? '',
              })
        }
      >
        <HatchPattern id={`${ids}hatch`} />
        <g transform={`translate(${LEFT} ${TOP})`}>
          {[0, top].map((ratio) => (
            <g key={ratio}>
              <line x2={frame.width} y1={yOf(ratio, frame)} y2={yOf(ratio, frame)} stroke={theme.colors.border.weak} />
              <ChartText x={-6} y={yOf(ratio, frame) + 4} anchor="end">
                {percent(ratio)}
              </ChartText>
            </g>
          ))}
          <Hatches gaps={gaps} x={x} height={frame.height} pattern={`${ids}hatch`} />
          <path d={areaPath(points, frame)} fill={color} fillOpacity={0.2} />
          <path d={linePath(points, frame)} fill="none" stroke={color} strokeWidth={1.5} strokeLinejoin="round" />
          <TimeAxis {...frame} x={x} y={frame.height + 16} zone={zone} />
        </g>
      </svg>
    </div>
  );
}

/** A round share above the highest: 1 %, 2 %, 5 %, 10 % and so on. */
function scaleTop(most: number): number {
  return [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((top) => most <= top) ?? 1;
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 436px)',
    gap: theme.spacing(1, 4),
    alignItems: 'start',
    '@container (max-width: 799px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  chart: css({ width: '100%', height: HEIGHT, overflow: 'hidden', '& > svg': { display: 'block' } }),
  story: css({
    ...theme.typography.bodySmall,
    margin: theme.spacing(0, 0, 0, 5.5),
    color: theme.colors.text.secondary,
  }),
  small: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
