import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';

import { UNKNOWN_TEXT } from '../../../ui/amounts';
import { t } from '../../../ui/t';
import { markColor } from '../../../ui/verdictLook';
import { countText } from '../../../ui/when';

interface Props {
  /** Null is not known. */
  values: readonly string[] | null | undefined;
  /** Whether one of them stands twice in the map. */
  isTwice?: (value: string) => boolean;
  /** Said beside the `?`. */
  why?: string | null;
  /** One line, cut where it must be; the whole of it is its title. */
  isCut?: boolean;
}

/** As many are drawn; a machine can have thousands of addresses. */
const MOST = 20;

/** A field of a machine: its values, a dash for none, a question mark where nobody knows. */
export function Values({ values, isTwice = () => false, why = null, isCut = false }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  if (values === null || values === undefined) {
    return (
      <span>
        <span style={{ color: markColor('unknown', theme) }}>{UNKNOWN_TEXT}</span>{' '}
        {why !== null && <span className={styles.quiet}>{why}</span>}
      </span>
    );
  }
  if (values.length === 0) {
    return <span className={styles.quiet}>—</span>;
  }
  const shown = values.slice(0, MOST);
  const isSome = shown.length < values.length;
  return (
    <span className={isCut ? styles.cut : undefined} title={isCut ? shown.join(', ') : undefined}>
      {isSome && (
        <span className={styles.quiet}>
          {t('map.some', '{{shown}} of {{n}}:', { shown: MOST, n: countText(values.length) })}
        </span>
      )}
      {isSome && ' '}
      {shown.map((value, at) => (
        <span key={value} className={isCut ? undefined : styles.line}>
          {at > 0 && isCut && ', '}
          {isTwice(value) ? (
            <span className={styles.twice} title={t('map.twice', 'stands twice')}>
              <Icon name="exclamation-triangle" size="xs" aria-label={t('map.twice', 'stands twice')} /> {value}
            </span>
          ) : (
            value
          )}
        </span>
      ))}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ color: theme.colors.text.secondary }),
  cut: css({ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  line: css({ display: 'block' }),
  twice: css({ color: theme.colors.warning.text }),
});
