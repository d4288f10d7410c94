import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { VERDICTS_WORST_FIRST, type Verdict } from '../core/check/verdict';
import type { Standing } from '../core/products/pending';
import { Mark } from './Mark';
import { t } from './t';
import { countText } from './when';

interface Props {
  /** Of everything, whatever is chosen: counts do not shrink with the filter. */
  counts: Readonly<Record<Verdict, number>>;
  /** Empty shows everything. */
  chosen: ReadonlySet<Verdict>;
  /** What has no verdict yet, and is in no count: "131 pending"; empty where everything has one. */
  without?: string;
  /** What a verdict is called within a count; "fail" without. */
  wordOf?: (verdict: Verdict) => string;
  onChange: (chosen: ReadonlySet<Verdict>) => void;
}

/** "1 fail  1 unknown  4 warning  6 pass": each count is a toggle, several at once. */
export function VerdictFilter({ counts, chosen, without = '', wordOf = verdictWord, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const toggle = (verdict: Verdict) => {
    const next = new Set(chosen);
    if (!next.delete(verdict)) {
      next.add(verdict);
    }
    onChange(next);
  };
  const shown = VERDICTS_WORST_FIRST.filter((verdict) => verdict !== 'na' || counts.na > 0 || chosen.has('na'));
  return (
    <div role="group" aria-label={t('filter.verdict', 'Show only')} className={styles.group}>
      {shown.map((verdict) => (
        <button
          key={verdict}
          type="button"
          className={styles.toggle}
          aria-pressed={chosen.has(verdict)}
          disabled={counts[verdict] === 0 && !chosen.has(verdict)}
          onClick={() => toggle(verdict)}
        >
          <span aria-hidden className={styles.glyph}>
            <Mark state={verdict} glyphOnly size="sm" />
          </span>
          <span className={styles.count}>{countText(counts[verdict])}</span> {wordOf(verdict)}
        </button>
      ))}
      {without !== '' && (
        <span className={styles.without}>
          <span aria-hidden className={styles.glyph}>
            <Mark state="pending" glyphOnly size="sm" />
          </span>
          {without}
        </span>
      )}
    </div>
  );
}

/** `?verdict=fail,unknown` as a set; words that are no verdict are left out. */
export function verdictsOf(param: string | null): ReadonlySet<Verdict> {
  const words = new Set((param ?? '').split(','));
  return new Set(VERDICTS_WORST_FIRST.filter((verdict) => words.has(verdict)));
}

/** The address's words for a set, worst first; null for none. */
export function verdictsParam(chosen: ReadonlySet<Verdict>): string | null {
  return chosen.size === 0 ? null : VERDICTS_WORST_FIRST.filter((verdict) => chosen.has(verdict)).join(',');
}

/** How often each verdict occurs; what is pending is none. */
export function countVerdicts(standings: Iterable<Standing>): Record<Verdict, number> {
  const counts = { fail: 0, unknown: 0, warn: 0, pass: 0, na: 0 };
  for (const standing of standings) {
    if (standing !== 'pending') {
      counts[standing] += 1;
    }
  }
  return counts;
}

function verdictWord(verdict: Verdict): string {
  switch (verdict) {
    case 'fail':
      return t('filter.fail', 'fail');
    case 'unknown':
      return t('filter.unknown', 'unknown');
    case 'warn':
      return t('filter.warn', 'warning');
    case 'pass':
      return t('filter.pass', 'pass');
    case 'na':
      return t('filter.na', 'not applicable');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  group: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) }),
  toggle: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    height: theme.spacing(4),
    padding: theme.spacing(0, 1.25),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: theme.colors.text.secondary,
    '&:hover:not(:disabled)': { background: theme.colors.action.hover },
    '&[aria-pressed="true"]': {
      background: theme.colors.action.selected,
      borderColor: theme.colors.border.strong,
      color: theme.colors.text.primary,
    },
    '&:disabled': { opacity: theme.colors.action.disabledOpacity },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
  without: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    height: theme.spacing(4),
    padding: theme.spacing(0, 1),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
  glyph: css({ display: 'inline-flex' }),
  count: css({
    color: theme.colors.text.primary,
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
  }),
});
