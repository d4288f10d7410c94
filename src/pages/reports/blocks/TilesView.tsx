import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Tile } from '../../../core/report/blocks';
import { Mark } from '../../../ui/Mark';
import { t } from '../../../ui/t';

export function TilesView({ tiles }: { tiles: readonly Tile[] }) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.tiles}>
      {tiles.map(({ label, value, unit, verdict, target, lines }) => (
        <div key={label}>
          <dt className={styles.quiet}>{label}</dt>
          <dd className={styles.facts}>
            <span className={styles.value}>{value}</span> {unit}
            <div>
              <Mark state={verdict} size="sm" />
            </div>
            {target !== null && (
              <div className={styles.quiet}>{t('reports.target', 'Target {{target}}', { target })}</div>
            )}
            {lines.map((line) => (
              <div key={line} className={styles.quiet}>
                {line}
              </div>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tiles: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))',
    gap: theme.spacing(2),
    margin: 0,
  }),
  facts: css({ margin: 0 }),
  value: css({ fontSize: theme.typography.h3.fontSize }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
