import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { memo, type MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router-dom';

import { checkPath } from '../../ui/checkPath';
import { Mark } from '../../ui/Mark';
import { t } from '../../ui/t';
import type { CheckRow } from './catalogue';
import { NARROW_BELOW, WIDE_FROM } from './columns';
import { DaysCell } from './days';
import { limitText, notPassingText, whereText, worstValue } from './rowWords';

/** A check in the catalogue: what it says, the worst of what it looks at, and its last days. */
export const CheckLine = memo(function CheckLine({ row }: { row: CheckRow }) {
  const styles = useStyles2(getStyles);
  const navigate = useNavigate();
  const { definition, result, standing } = row;
  const path = checkPath(definition.id);
  const where = result ? whereText(result) : '';
  const open = ({ target }: MouseEvent) => {
    if (!(target instanceof Element && target.closest('a, button'))) {
      navigate(path);
    }
  };
  return (
    <tr className={styles.row} onClick={open}>
      <td className={cx(styles.verdict, styles.wide)}>
        <Mark state={standing} />
      </td>
      <td className={styles.check}>
        <span className={styles.narrow}>
          <Mark state={standing} />
        </span>
        <Link to={path} className={styles.name}>
          {definition.title}
        </Link>
        <code className={styles.id}>
          {definition.id}
          {definition.customised && <span className={styles.customised}>{t('checks.customised', 'customised')}</span>}
        </code>
        <span className={cx(styles.narrow, styles.quiet)}>{where}</span>
      </td>
      <td className={cx(styles.value, (standing === 'unknown' || standing === 'na') && styles.quiet)}>
        {result ? worstValue(result) : ''}
      </td>
      <td className={cx(styles.place, styles.wide)} title={where}>
        <span className={styles.where}>{where}</span>
      </td>
      <td className={cx(styles.quiet, styles.wide)}>{result ? limitText(result) : ''}</td>
      <td className={cx(styles.bad, styles.quiet, styles.wide)}>{result ? notPassingText(result) : ''}</td>
      <td className={cx(styles.quiet, styles.widest)}>
        <DaysCell row={row} />
      </td>
    </tr>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    cursor: 'pointer',
    '&:hover': { background: theme.colors.background.secondary },
    '& td': { padding: theme.spacing(0.75, 1), height: 52, verticalAlign: 'middle', overflowWrap: 'anywhere' },
  }),
  verdict: css({ '&&': { paddingLeft: theme.spacing(3) } }),
  check: css({
    [`@container (max-width: ${NARROW_BELOW - 1}px)`]: { '&&': { paddingLeft: theme.spacing(3) } },
  }),
  name: css({
    display: 'block',
    width: 'fit-content',
    borderRadius: theme.shape.radius.default,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
  id: css({
    display: 'block',
    margin: 0,
    padding: 0,
    border: 0,
    background: 'none',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
    whiteSpace: 'normal',
  }),
  customised: css({
    marginLeft: theme.spacing(1),
    padding: theme.spacing(0, 0.75),
    fontFamily: theme.typography.fontFamily,
    color: theme.colors.text.primary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.pill,
    whiteSpace: 'nowrap',
  }),
  value: css({ textAlign: 'right', fontWeight: theme.typography.fontWeightMedium }),
  place: css({ '&&': { paddingLeft: theme.spacing(2) } }),
  where: css({
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
  }),
  bad: css({ textAlign: 'right', whiteSpace: 'nowrap' }),
  quiet: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  narrow: css({ display: 'none', [`@container (max-width: ${NARROW_BELOW - 1}px)`]: { display: 'block' } }),
  wide: css({ [`@container (max-width: ${NARROW_BELOW - 1}px)`]: { display: 'none' } }),
  widest: css({ [`@container (max-width: ${WIDE_FROM - 1}px)`]: { display: 'none' } }),
});
