import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { Button, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { Standing } from '../../core/products/pending';
import { Mark } from '../../ui/Mark';
import { t } from '../../ui/t';
import { clockTimeWithSeconds, countText } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { INFRASTRUCTURE } from './paths';
import type { Readings } from './useReadings';

interface Props {
  /** The system; without it the page is the overview. */
  name?: string;
  verdict?: Standing | null;
  subTitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of Infrastructure: its name and verdict in one line, widths inside are the container's. */
export function Frame({ name, verdict, subTitle, actions, children }: Props) {
  const styles = useStyles2(getStyles);
  const overview = { text: t('infra.title', 'Infrastructure'), url: INFRASTRUCTURE };
  return (
    <PluginPage
      pageNav={name === undefined ? overview : { text: name, parentItem: overview }}
      renderTitle={(title) => (
        <div className={styles.title}>
          <h1>{title}</h1>
          {verdict && <Mark state={verdict} size="lg" />}
        </div>
      )}
      subTitle={subTitle}
      actions={actions && <div className={styles.actions}>{actions}</div>}
    >
      <div className={styles.container}>{children}</div>
    </PluginPage>
  );
}

interface DataAgeProps {
  readings: Pick<Readings<unknown>, 'reading' | 'refresh' | 'cancel'>;
  /** Of the oldest part that is shown. */
  asOfMs: number | null;
}

/** "Data as of 08:31:04" and Refresh; while it is read, who is asked, how far it is, and Cancel. */
export function DataAge({ readings: { reading, refresh, cancel }, asOfMs }: DataAgeProps) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const isReading = reading.length > 0;
  const age =
    asOfMs === null ? '' : t('infra.as-of', 'Data as of {{time}}', { time: clockTimeWithSeconds(asOfMs, zone) });
  return (
    <div className={styles.age}>
      <span role="status">{isReading ? readingText(reading) : age}</span>
      <Button
        variant="secondary"
        icon={isReading ? 'times' : 'sync'}
        style={{ minWidth: 112, justifyContent: 'center' }}
        onClick={isReading ? cancel : refresh}
      >
        {isReading ? t('infra.cancel', 'Cancel') : t('infra.refresh', 'Refresh')}
      </Button>
    </div>
  );
}

/** "Reading pve-a, 12 of 40", or how many sources are still read. */
function readingText(reading: Readings<unknown>['reading']): string {
  const [first] = reading;
  if (first === undefined) {
    return '';
  }
  if (reading.length > 1) {
    return t('infra.reading-many', 'Reading {{count}} sources', { count: countText(reading.length) });
  }
  return first.total === 0
    ? t('infra.reading', 'Reading {{name}}', { name: first.name })
    : t('infra.reading-of', 'Reading {{name}}, {{done}} of {{total}}', {
        name: first.name,
        done: countText(first.done),
        total: countText(first.total),
      });
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    '& h1': { margin: 0, overflowWrap: 'anywhere' },
  }),
  container: css({ containerType: 'inline-size', width: '100%' }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  age: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
    // A progress that counts must not push the title around.
    '& > span': { minWidth: 180, textAlign: 'right', [theme.breakpoints.down('sm')]: { minWidth: 0 } },
  }),
});
