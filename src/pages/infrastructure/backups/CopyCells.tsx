import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { CopyCell, CopyRule } from '../../../core/products/backups/view';
import { copyRuleWord } from '../../../ui/backups/postureWords';
import { t } from '../../../ui/t';
import { markColor } from '../../../ui/verdictLook';

const DIGITS: Readonly<Record<CopyRule, string>> = {
  copies: '3',
  media: '2',
  offsite: '1',
  immutable: '1',
  errors: '0',
};

/** 3-2-1-1-0, a cell each: what is kept recedes, what is not is struck, what is not known is a question mark. */
export function CopyCells({ cells }: { cells: readonly CopyCell[] }) {
  const styles = useStyles2(getStyles);
  const said = cells.map(cellWords).join('; ');
  return (
    <span className={styles.cells} role="img" aria-label={said} title={said}>
      {cells.map(({ rule, state, declared }) => (
        <span key={rule} className={cx(styles.cell, styles[state], declared && state === 'kept' && styles.declared)}>
          {state === 'unknown' ? '?' : state === 'not-asked' ? '–' : DIGITS[rule]}
        </span>
      ))}
    </span>
  );
}

/** "one copy off site: kept, says a person" */
export function cellWords({ rule, state, declared }: CopyCell): string {
  const said = stateWord(state);
  return t('copy-cell.of', '{{rule}}: {{said}}', {
    rule: copyRuleWord(rule),
    said: declared ? t('copy-cell.declared', '{{said}}, as somebody declared', { said }) : said,
  });
}

function stateWord(state: CopyCell['state']): string {
  switch (state) {
    case 'kept':
      return t('copy-cell.kept', 'kept');
    case 'broken':
      return t('copy-cell.broken', 'not kept');
    case 'unknown':
      return t('copy-cell.unknown', 'unknown');
    case 'not-asked':
      return t('copy-cell.not-asked', 'not asked for');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  cells: css({ display: 'inline-flex', gap: 2, verticalAlign: 'middle' }),
  cell: css({
    display: 'inline-grid',
    placeItems: 'center',
    width: 17,
    height: 17,
    fontSize: 11,
    lineHeight: 1,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.sm,
  }),
  kept: css({ color: theme.colors.text.secondary }),
  broken: css({
    color: markColor('fail', theme),
    borderColor: markColor('fail', theme),
    fontWeight: theme.typography.fontWeightMedium,
    textDecoration: 'line-through',
  }),
  unknown: css({
    color: markColor('unknown', theme),
    borderColor: markColor('unknown', theme),
    borderStyle: 'dashed',
    fontWeight: theme.typography.fontWeightMedium,
  }),
  'not-asked': css({ color: theme.colors.text.secondary, borderColor: 'transparent' }),
  declared: css({ textDecoration: 'underline dotted', textUnderlineOffset: 2 }),
});
