import { css } from '@emotion/css';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useId, useMemo, useRef } from 'react';

import { hangingBars, hangingLow, hangingTicks, hangingY, type HangingFrame } from '../../../core/chart/hangingBars';
import { gapsOf, sliBars } from '../../../core/slo/course';
import { allowedRatio, sliDecimals, targetRatio } from '../../../core/slo/objective';
import { durationText } from '../../../ui/duration';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { useWidth } from '../../../ui/useWidth';
import { markColor } from '../../../ui/verdictLook';
import { decimalText } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { nounText } from './amountText';
import { CHART, ChartText, Hatches, HatchPattern, TimeAxis } from '../../../ui/chart/chartParts';
import type { CountedView } from './view';

const HEIGHT = 176;
const USUAL_WIDTH = 1076;
const TOP = 8;
const HOUR_MS = 3_600_000;
/** So much before now is counted in five minutes. */
const RECENT_MS = 6 * HOUR_MS;
/** A bar with its gap. */
const BAR_WIDTH = 4;
const BAR_HOURS = [1, 2, 3, 6, 12, 24, 48];

/** Good ones of all, as bars that hang from 100 %: what is short is seen. */
export function SliChart({ view: { result, counts, atMs } }: { view: CountedView }) {
  const zone = useZone();
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  const ids = useId();
  const { span, objective, verdict, exclusions } = result;
  const whole = useWidth(box) ?? USUAL_WIDTH;
  const width = Math.max(120, whole - CHART.left - CHART.right);
  const height = HEIGHT - TOP - CHART.bottom;
  const hours = (span.toMs - span.fromMs) / HOUR_MS;
  const barHours = BAR_HOURS.find((one) => hours / one <= width / BAR_WIDTH) ?? 48;
  const bars = useMemo(
    () => sliBars(counts, span, exclusions, barHours * HOUR_MS),
    [counts, span, exclusions, barHours]
  );
  const target = targetRatio(objective.target);
  const low = hangingLow(bars, allowedRatio(objective.target));
  const frame: HangingFrame = { width, height, fromMs: span.fromMs, toMs: span.toMs, low, target };
  const drawn = hangingBars(bars, frame);
  const x = (ms: number) =>
    ((Math.max(span.fromMs, Math.min(ms, span.toMs)) - span.fromMs) / (span.toMs - span.fromMs)) * width;
  const good = verdict === 'unknown' ? theme.colors.text.disabled : theme.colors.success.main;
  const percent = (value: number) => decimalText(value * 100, sliDecimals(objective.target));
  const agreement = objective.agreement === undefined ? null : targetRatio(objective.agreement);
  return (
    <Section
      title={t('sli.title', 'SLI against the target')}
      help={helpText(nounText(objective), barHours, {
        isRecent: atMs - span.readToMs < RECENT_MS,
        cut: drawn.some(({ isCut }) => isCut) ? percent(low) : null,
      })}
    >
      <div ref={box} className={styles.box}>
        <svg
          width={whole}
          height={HEIGHT}
          role="img"
          className={styles.chart}
          aria-label={t('sli.label', 'SLI over time; {{count}} of {{all}} bars are below the target of {{target}} %', {
            count: drawn.filter(({ missed }) => missed > 0).length,
            all: drawn.length,
            target: objective.target,
          })}
        >
          <HatchPattern id={`${ids}hatch`} />
          <g transform={`translate(${CHART.left} ${TOP})`}>
            {hangingTicks(low).map((tick, index) => (
              <g key={tick}>
                <line
                  x2={width}
                  y1={hangingY(tick, frame)}
                  y2={hangingY(tick, frame)}
                  stroke={theme.colors.border.weak}
                />
                <ChartText x={-8} y={hangingY(tick, frame) + 4} anchor="end">
                  {index === 3 && low > 0 ? `≤ ${percent(tick)}` : percent(tick)}
                </ChartText>
              </g>
            ))}
            <Hatches gaps={gapsOf(counts, span)} x={x} height={height} pattern={`${ids}hatch`} />
            {drawn.map((bar) => (
              <g key={bar.x}>
                <rect x={bar.x} width={bar.width} height={bar.kept} fill={good} />
                {bar.missed > 0 && (
                  <rect
                    data-part="missed"
                    x={bar.x}
                    y={bar.kept}
                    width={bar.width}
                    height={bar.missed}
                    fill={verdict === 'unknown' ? theme.colors.text.secondary : markColor('fail', theme)}
                  />
                )}
              </g>
            ))}
            {agreement !== null && agreement >= low && (
              <line
                x2={width}
                y1={hangingY(agreement, frame)}
                y2={hangingY(agreement, frame)}
                stroke={theme.colors.text.secondary}
                strokeDasharray="1 3"
              />
            )}
            <line
              x2={width}
              y1={hangingY(target, frame)}
              y2={hangingY(target, frame)}
              stroke={theme.colors.text.primary}
              strokeDasharray="4 3"
            />
            <ChartText x={4} y={hangingY(target, frame) + 16} anchor="start" color={theme.colors.text.primary} isOver>
              {t('sli.target', 'target {{target}} %', { target: objective.target })}
            </ChartText>
            <TimeAxis fromMs={span.fromMs} toMs={span.toMs} x={x} width={width} y={height + 18} zone={zone} />
          </g>
        </svg>
      </div>
    </Section>
  );
}

function helpText(
  noun: string,
  barHours: number,
  { isRecent, cut }: { isRecent: boolean; cut: string | null }
): string {
  return [
    barHours === 1
      ? t('sli.help-hour', 'Good {{noun}} / all {{noun}}, hour by hour.', { noun })
      : t('sli.help', 'Good {{noun}} / all {{noun}}, worst hour of each {{hours}}.', {
          noun,
          hours: durationText(barHours * HOUR_MS),
        }),
    ...(isRecent ? [t('sli.recent', 'The last 6 hours in steps of 5 minutes, the worst of each.')] : []),
    ...(cut === null ? [] : [t('sli.cut', 'Values under {{low}} % are cut.', { low: cut })]),
  ].join(' ');
}

const getStyles = () => ({
  box: css({ width: '100%', overflow: 'hidden', height: HEIGHT }),
  chart: css({ display: 'block', fontVariantNumeric: 'tabular-nums' }),
});
