import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { PostedHandover } from '../../core/checklist/handoverEvent';
import { t } from '../../ui/t';
import { clockTime, weekdayTime } from '../../ui/when';
import { useZone } from '../../ui/zone';

/** The two handovers before. */
export function Before({ all }: { all: readonly PostedHandover[] }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  return (
    <section className={styles.before}>
      <h2>{t('handover.before', 'Before')}</h2>
      {all.length === 0 && <p className={styles.quiet}>{t('handover.none', 'No handover in the last 7 days')}</p>}
      {all
        .slice(-2)
        .reverse()
        .map(({ key, author, atMs, accepted }) => (
          <p key={key}>
            {weekdayTime(atMs, zone)}
            <small>
              {accepted
                ? t('handover.taken', '{{from}} to {{to}}, accepted at {{time}}', {
                    from: author,
                    to: accepted.author,
                    time: clockTime(accepted.atMs, zone),
                  })
                : t('handover.not-taken', '{{from}}, accepted by nobody', { from: author })}
            </small>
          </p>
        ))}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ color: theme.colors.text.secondary, margin: 0 }),
  before: css({
    '& h2': { ...theme.typography.h6, margin: theme.spacing(0, 0, 1) },
    '& p': { margin: 0, padding: theme.spacing(1, 0), borderTop: `1px solid ${theme.colors.border.weak}` },
    '& small': { display: 'block', ...theme.typography.bodySmall, color: theme.colors.text.secondary },
  }),
});
