import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import type { MapRow } from '../../../core/hardware-map/row';
import { t } from '../../../ui/t';
import { machineName } from './mapWords';

/** A machine's name; one that is not as accepted has a pen and the word. */
export function MachineCell({ row, isChanged }: { row: MapRow; isChanged: boolean }) {
  const styles = useStyles2(getStyles);
  const name = machineName(row);
  return (
    <span className={styles.cell}>
      <span className={styles.cut} title={name}>
        {name}
      </span>
      {isChanged && (
        <span className={styles.quiet}>
          <Icon name="pen" size="xs" aria-hidden /> {t('map.differs', 'differs')}
        </span>
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(1) }),
  cut: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  quiet: css({ ...theme.typography.bodySmall, flex: 'none', color: theme.colors.text.secondary }),
});
