import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useEffect, useState, type ReactNode } from 'react';

import { t } from '../../ui/t';
import { clockTimeWithSeconds } from '../../ui/when';
import { useZone } from '../../ui/zone';

/** A server that answers needs less. */
const PATIENCE_MS = 5_000;

/** What was read before, below the line that says when: values are quiet, and what stands in it has no verdict. */
export function NotCurrent({ atMs, children }: { atMs: number | null; children: ReactNode }) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.old}>
      <p role="status">
        {atMs === null
          ? t('stale.unknown-time', 'Below is what was read last. Whether it is still so is not known.')
          : t('stale.as-of', 'Below is what was read at {{time}}. Whether it is still so is not known.', {
              time: clockTimeWithSeconds(atMs, zone),
            })}
      </p>
      {children}
    </div>
  );
}

/** Whether what somebody asked for anew has been under way for longer than a server needs that answers. */
export function useOverdue(isReading: boolean, refreshes: number): boolean {
  const [overdue, setOverdue] = useState(false);
  const isAwaited = isReading && refreshes > 0;
  useEffect(() => {
    const timer = isAwaited ? setTimeout(() => setOverdue(true), PATIENCE_MS) : undefined;
    return () => {
      clearTimeout(timer);
      setOverdue(false);
    };
  }, [isAwaited, refreshes]);
  return overdue && isAwaited;
}

const getStyles = (theme: GrafanaTheme2) => ({
  old: css({ color: theme.colors.text.secondary, '& > p': { margin: theme.spacing(0, 0, 1, 0) } }),
});
