import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useId, useMemo, useRef } from 'react';

import { BUDGET_LOW, budgetShapes, budgetX, budgetY, periodTags, type BudgetFrame } from '../../../core/chart/budget';
import { burnDown, gapsOf } from '../../../core/slo/course';
import { Section } from '../../../ui/Section';
import { leftText, wordingIn } from '../../../ui/slo/objectiveWords';
import { plural, t } from '../../../ui/t';
import { useWidth } from '../../../ui/useWidth';
import { markColor } from '../../../ui/verdictLook';
import { useZone } from '../../../ui/zone';
import { nounText } from './amountText';
import { CHART, ChartText, Hatches, HatchPattern, TimeAxis } from '../../../ui/chart/chartParts';
import type { CountedView } from './view';

const HEIGHT = 232;
/** Until the width is known, and where nothing is laid out. */
const USUAL_WIDTH = 660;
const TICKS = [1, 0.5, 0, BUDGET_LOW];

interface Props {
  view: CountedView;
  /** Letter of the period that is looked at; null without one. */
  lit: string | null;
  onLight: (letter: string | null) => void;
}

/** The error budget on its way down, with what ate it. */
export function BudgetChart({ view, lit, onLight }: Props) {
  const zone = useZone();
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  const ids = useId();
  const { result, counts, periods } = view;
  const { span, verdict, because, budget, exclusions, objective } = result;
  const whole = useWidth(box) ?? USUAL_WIDTH;
  const width = Math.max(120, whole - CHART.left - CHART.right);
  const height = HEIGHT - CHART.top - CHART.bottom;
  const frame: BudgetFrame = useMemo(
    () => ({ width, height, fromMs: span.fromMs, toMs: span.toMs }),
    [width, height, span]
  );
  const shapes = useMemo(() => budgetShapes(burnDown({ result, counts }), frame), [result, counts, frame]);
  const tags = useMemo(() => periodTags(periods, frame), [periods, frame]);
  const [x, y] = [budgetX(frame), budgetY(frame)];
  const bad = markColor('fail', theme);
  const good = verdict === 'unknown' ? theme.colors.text.secondary : theme.colors.success.main;
  const below = verdict === 'unknown' ? theme.colors.text.secondary : bad;
  const goneMs = because?.code === 'overspent' ? because.goneMs : null;
  const wording = wordingIn(zone);
  const end = shapes.end;
  const label =
    budget === null || verdict === 'unknown'
      ? t('budget.label-unknown', 'Error budget over time; what is left is not known')
      : plural(
          'budget.label',
          periods.length,
          {
            one: 'Error budget over time; {{left}} % left, {{count}} bad period',
            other: 'Error budget over time; {{left}} % left, {{count}} bad periods',
          },
          { left: leftText(budget.left) }
        );
  return (
    <Section
      title={t('budget.title', 'Error budget')}
      help={t('budget.help', 'Starts at 100 %; each of the bad {{noun}} takes from it.', {
        noun: nounText(objective),
      })}
    >
      <div ref={box} className={styles.box}>
        <svg width={whole} height={HEIGHT} role="img" aria-label={label} className={styles.chart}>
          <HatchPattern id={`${ids}hatch`} />
          <defs>
            <clipPath id={`${ids}above`}>
              <rect x={0} y={-3} width={width + 3} height={shapes.zeroY + 3} />
            </clipPath>
            <clipPath id={`${ids}below`}>
              <rect x={0} y={shapes.zeroY} width={width + 3} height={height - shapes.zeroY + 3} />
            </clipPath>
          </defs>
          <g transform={`translate(${CHART.left} ${CHART.top})`}>
            {TICKS.map((tick) => (
              <g key={tick}>
                <line
                  x2={width}
                  y1={y(tick)}
                  y2={y(tick)}
                  stroke={tick === 0 ? theme.colors.border.strong : theme.colors.border.weak}
                />
                <ChartText x={-8} y={y(tick) + 4} anchor="end">
                  {`${tick === BUDGET_LOW && end !== null && end.left < BUDGET_LOW ? '≤ ' : ''}${leftText(tick)} %`}
                </ChartText>
              </g>
            ))}
            {exclusions.map(({ fromMs, toMs }) => (
              <rect
                key={`${fromMs} ${toMs}`}
                data-part="excluded"
                x={x(fromMs)}
                width={Math.max(2, x(toMs) - x(fromMs))}
                height={height}
                fill={theme.colors.action.selected}
              />
            ))}
            {tags.map(({ letter, x: left, width: wide }) => (
              <rect
                key={letter}
                data-part="period"
                x={left}
                width={wide}
                height={height}
                fill={bad}
                fillOpacity={lit === letter ? 0.5 : 0.2}
                onMouseEnter={() => onLight(letter)}
                onMouseLeave={() => onLight(null)}
              />
            ))}
            <Hatches gaps={gapsOf(counts, span)} x={x} height={height} pattern={`${ids}hatch`} />
            <line {...shapes.even} stroke={theme.colors.text.secondary} strokeDasharray="4 3" />
            <ChartText x={width * 0.3} y={y(0.7) + 26} isOver>
              {t('budget.even', 'even spending')}
            </ChartText>
            {[
              { part: 'above', color: good },
              { part: 'below', color: below },
            ].map(({ part, color }) => (
              <g key={part} clipPath={`url(#${ids}${part})`}>
                <path d={shapes.area} fill={color} fillOpacity={0.16} pointerEvents="none" />
                <path d={shapes.line} fill="none" stroke={color} strokeWidth={1.5} pointerEvents="none" />
              </g>
            ))}
            {goneMs !== null && (
              <ChartText
                x={x(goneMs) + (x(goneMs) > 150 ? -6 : 6)}
                y={shapes.zeroY + 14}
                anchor={x(goneMs) > 150 ? 'end' : 'start'}
                color={bad}
                isOver
              >
                {t('budget.gone', 'gone on {{when}}', { when: wording.instant(goneMs) })}
              </ChartText>
            )}
            {end && (
              <>
                <circle cx={end.x} cy={end.y} r={3} fill={end.left < 0 ? below : good} />
                {verdict !== 'unknown' && (
                  <ChartText
                    x={end.x < 50 ? end.x + 6 : end.x - 4}
                    y={end.y > 20 ? end.y - 8 : end.y + 18}
                    anchor={end.x < 50 ? 'start' : 'end'}
                    color={end.left < 0 ? bad : theme.colors.text.primary}
                    isOver
                  >
                    {`${leftText(end.left)} %`}
                  </ChartText>
                )}
              </>
            )}
            {tags
              .flatMap(({ letter, tagX }) => (tagX === null ? [] : [{ letter, tagX }]))
              .map(({ letter, tagX }) => (
                <g key={letter} transform={`translate(${tagX} -13)`} pointerEvents="none">
                  <rect
                    x={-8}
                    y={-9}
                    width={16}
                    height={18}
                    rx={2}
                    fill={lit === letter ? theme.colors.action.selected : theme.colors.background.secondary}
                    stroke={lit === letter ? bad : theme.colors.border.medium}
                  />
                  <ChartText x={0} y={4} color={theme.colors.text.primary}>
                    {letter}
                  </ChartText>
                </g>
              ))}
            <TimeAxis {...frame} x={x} y={height + 18} zone={zone} />
          </g>
        </svg>
      </div>
    </Section>
  );
}

const getStyles = (_theme: GrafanaTheme2) => ({
  box: css({ width: '100%', overflow: 'hidden', height: HEIGHT }),
  chart: css({ display: 'block', fontVariantNumeric: 'tabular-nums' }),
});
