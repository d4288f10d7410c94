import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import type { RunWord } from '../../core/checklist/state';
import { FOCUS_HOME } from '../../ui/FocusHome';
import { t } from '../../ui/t';
import { clockTime } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { ReopenButton } from './ReopenButton';
import { useRoundView } from './roundView';
import { runTitle } from './runTitle';

/** A round that nobody does, and why; it can be taken up all the same. */
export function SkippedRound({ skipped }: { skipped: RunWord }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const { round, nowMs } = useRoundView();
  const { author, atMs, reason } = skipped;
  return (
    <div className={styles.box}>
      <Icon name="minus-circle" size="xxxl" aria-hidden />
      <div>
        <h2 className={styles.title} {...FOCUS_HOME}>
          {t('skipped.title', '{{list}} is skipped', {
            list: runTitle(round.connected.template.title, round.run, nowMs),
          })}
        </h2>
        <p className={styles.line}>
          {t('skipped.by', '{{who}} at {{time}}: {{reason}}', { who: author, time: clockTime(atMs, zone), reason })}
        </p>
        <p className={styles.line}>
          {t('skipped.what', 'Nothing was signed. History shows it as skipped, and it does not count as missed.')}
        </p>
        <ReopenButton />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: theme.spacing(2.5),
    padding: theme.spacing(4, 2.5, 3, 3),
    color: theme.colors.text.secondary,
    '@container (max-width: 559px)': { padding: theme.spacing(2.5, 2) },
  }),
  title: css({ ...theme.typography.h3, margin: 0, color: theme.colors.text.primary }),
  line: css({ margin: theme.spacing(0.5, 0), maxWidth: '80ch', overflowWrap: 'anywhere' }),
});
