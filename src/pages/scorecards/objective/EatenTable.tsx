import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2, useTheme2 } from '@grafana/ui';
import { useState } from 'react';

import type { BadPeriod } from '../../../core/slo/course';
import { durationText } from '../../../ui/duration';
import { GrafanaLink } from '../../../ui/GrafanaLink';
import { Section } from '../../../ui/Section';
import { wordingIn } from '../../../ui/slo/objectiveWords';
import { plural, t } from '../../../ui/t';
import { markColor } from '../../../ui/verdictLook';
import { useZone } from '../../../ui/zone';
import { amountText, nounText, shareText } from './amountText';
import type { CountedView } from './view';

interface Props {
  view: CountedView;
  lit: string | null;
  onLight: (letter: string | null) => void;
  /** Leaves one out; null for none in particular. */
  onExclude: (period: BadPeriod | null) => void;
  /** Why this user may not; null when they may. */
  mayNot: string | null;
}

/** That are listed before somebody asks for all. */
const FEW = 6;
/** Explore shows so much around a period. */
const AROUND_MS = 1_800_000;

/** The periods that ate most of the budget, with the letters of the chart. */
export function EatenTable({ view, lit, onLight, onExclude, mayNot }: Props) {
  const styles = useStyles2(getStyles);
  const { periods, objective } = view;
  const noun = nounText(objective);
  const [isWhole, showWhole] = useState(false);
  const shown = isWhole || periods.length <= FEW + 1 ? periods : periods.slice(0, FEW);
  const hidden = periods.length - shown.length;
  return (
    <Section
      title={t('eaten.title', 'What ate the budget')}
      count={periods.length}
      help={helpText(view)}
      actions={<ExcludeButton mayNot={mayNot} onClick={() => onExclude(null)} />}
    >
      {periods.length > 0 && (
        <table className={styles.table} aria-label={t('eaten.title', 'What ate the budget')}>
          <thead>
            <tr>
              <th scope="col" className={styles.letterCell}>
                <span className="sr-only">{t('eaten.letter', 'Period')}</span>
              </th>
              <th scope="col">{t('eaten.share', 'Share of the budget')}</th>
              <th scope="col">{t('eaten.began', 'Began')}</th>
              <th scope="col" className={styles.numeric}>
                {t('eaten.lasted', 'Lasted')}
              </th>
              <th scope="col" className={cx(styles.numeric, styles.wide)}>
                {t('eaten.bad', 'Bad {{noun}}', { noun })}
              </th>
              <th scope="col" className={cx(styles.numeric, styles.wide)}>
                {t('eaten.ratio', 'Error ratio')}
              </th>
              <th scope="col">{t('eaten.look', 'Look closer')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((period) => (
              <tr
                key={period.letter}
                className={lit === period.letter ? styles.lit : undefined}
                onMouseEnter={() => onLight(period.letter)}
                onMouseLeave={() => onLight(null)}
                onFocus={() => onLight(period.letter)}
                onBlur={() => onLight(null)}
              >
                <PeriodCells view={view} period={period} />
                <td>
                  <span className={styles.links}>
                    <ExploreLink view={view} period={period} />
                    {mayNot === null && (
                      <Button
                        size="sm"
                        variant="secondary"
                        fill="text"
                        onClick={() => onExclude(period)}
                        aria-label={t('eaten.exclude-one', 'Exclude period {{letter}}', { letter: period.letter })}
                      >
                        {t('eaten.exclude-short', 'Exclude')}
                      </Button>
                    )}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hidden > 0 && (
        <Button size="sm" variant="secondary" fill="text" onClick={() => showWhole(true)}>
          {plural('eaten.more', hidden, { one: 'Show {{count}} more', other: 'Show {{count}} more' })}
        </Button>
      )}
    </Section>
  );
}

function PeriodCells({ view, period }: { view: CountedView; period: BadPeriod }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const wording = wordingIn(useZone());
  const { letter, share, fromMs, toMs, bad, total } = period;
  const isSlices = view.result.unit === 'share';
  return (
    <>
      <td className={styles.letterCell}>
        <span className={styles.letter}>{letter}</span>
      </td>
      <td>
        <span className={styles.share}>
          <span aria-hidden className={styles.track}>
            <span
              className={styles.fill}
              style={{ width: `${Math.min(1, share) * 100}%`, background: markColor('fail', theme) }}
            />
          </span>
          <span className={styles.number}>{shareText(share)}</span>
        </span>
      </td>
      <td className={styles.nowrap}>{wording.instant(fromMs)}</td>
      <td className={styles.numeric}>{durationText(toMs - fromMs)}</td>
      <td className={cx(styles.numeric, styles.wide)}>{isSlices ? '—' : amountText(bad)}</td>
      <td className={cx(styles.numeric, styles.wide)}>{total > 0 ? shareText(bad / total) : '—'}</td>
    </>
  );
}

function ExploreLink({ view, period: { fromMs, toMs } }: { view: CountedView; period: BadPeriod }) {
  const { source, row } = view;
  const query = row.reading?.ok === true ? row.reading.queries[0] : undefined;
  return source && query !== undefined ? (
    <GrafanaLink
      place={{ to: 'explore', source, query, range: { fromMs: fromMs - AROUND_MS, toMs: toMs + AROUND_MS } }}
      look="text"
    >
      {t('eaten.explore', 'Open in Explore')}
    </GrafanaLink>
  ) : null;
}

/** Excludes a period; for who may not, disabled with the reason. */
function ExcludeButton({ mayNot, onClick }: { mayNot: string | null; onClick: () => void }) {
  return (
    <Button
      size="sm"
      variant="secondary"
      fill="text"
      icon="plus"
      onClick={onClick}
      disabled={mayNot !== null}
      {...(mayNot !== null && { tooltip: mayNot })}
    >
      {t('eaten.exclude', 'Exclude a period')}
    </Button>
  );
}

function helpText({ periods, result }: CountedView): string {
  const { budget } = result;
  if (budget === null) {
    return t('eaten.nothing-counted', 'Nothing was counted in this window.');
  }
  if (budget.consumed === 0) {
    return t('eaten.nothing', 'Nothing did: all of it is there.');
  }
  const rest = budget.consumed - periods.reduce((sum, { share }) => sum + share, 0);
  if (periods.length === 0) {
    return t('eaten.even', 'No period took 1 % of it. The {{spent}} that are spent came evenly.', {
      spent: shareText(budget.consumed),
    });
  }
  const intro = t('eaten.help', 'Bad periods of at least 1 % of the budget, largest first.');
  return Number.isFinite(rest) && rest > 0.0005
    ? `${intro} ${t('eaten.rest', 'The rest, {{rest}}, came evenly over the window.', { rest: shareText(rest) })}`
    : intro;
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    '& th': {
      ...theme.typography.bodySmall,
      fontWeight: theme.typography.fontWeightMedium,
      color: theme.colors.text.secondary,
      textAlign: 'left',
      borderBottom: `1px solid ${theme.colors.border.medium}`,
    },
    '& th, & td': { padding: theme.spacing(0.875, 2, 0.875, 0) },
    '& td': { borderBottom: `1px solid ${theme.colors.border.weak}`, height: 40 },
    '& th:last-child, & td:last-child': { paddingRight: 0 },
  }),
  lit: css({ background: theme.colors.action.hover }),
  letterCell: css({ width: 36 }),
  letter: css({
    ...theme.typography.bodySmall,
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: 18,
    height: 20,
    borderRadius: 2,
    border: `1px solid ${theme.colors.border.medium}`,
    background: theme.colors.background.secondary,
  }),
  share: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1.5), maxWidth: 190 }),
  track: css({
    position: 'relative',
    flex: '1 1 40px',
    minWidth: 24,
    height: 8,
    borderRadius: 2,
    overflow: 'hidden',
    background: theme.colors.action.selected,
  }),
  fill: css({ position: 'absolute', left: 0, top: 0, bottom: 0, minWidth: 2 }),
  number: css({ width: 52, textAlign: 'right', whiteSpace: 'nowrap' }),
  nowrap: css({ whiteSpace: 'nowrap' }),
  numeric: css({ '&&': { textAlign: 'right', whiteSpace: 'nowrap' } }),
  wide: css({ '@container (max-width: 699px)': { display: 'none' } }),
  links: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0, 1) }),
});
