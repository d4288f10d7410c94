import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Burn } from '../../../core/slo/burn';
import type { Column } from '../../../ui/column';
import { DataTable } from '../../../ui/DataTable';
import { durationText } from '../../../ui/duration';
import { Mark } from '../../../ui/Mark';
import { Meter } from '../../../ui/Meter';
import { Section } from '../../../ui/Section';
import { burnText } from '../../../ui/slo/objectiveWords';
import { t } from '../../../ui/t';
import { decimalText } from '../../../ui/when';
import { burnMark } from './burnWords';

/** A meter is full at so many times its limit. */
const SCALE = 1.5;

/** How fast the budget burns, in pairs of a long and a short window. */
export function BurnTable({ burns }: { burns: readonly Burn[] }) {
  const isCapped = burns.some(({ state }) => state === 'never');
  return (
    <Section
      title={t('burn.title', 'Burn rate')}
      help={t('burn.help', 'A pair alerts when both windows are above the limit.')}
    >
      <DataTable label={t('burn.title', 'Burn rate')} columns={columns()} rows={burns} rowKey={keyOf} />
      {isCapped && (
        <Quiet>
          {t(
            'burn.never-why',
            'Cannot fire: even when everything is bad, the budget of this target burns slower than the limit.'
          )}
        </Quiet>
      )}
    </Section>
  );
}

function keyOf({ longMs, shortMs }: Burn): string {
  return `${longMs} ${shortMs}`;
}

function columns(): ReadonlyArray<Column<Burn>> {
  return [
    {
      key: 'alert',
      heading: t('burn.alert', 'Alert'),
      tight: true,
      cell: ({ alert }) => (alert === 'page' ? t('burn.page', 'Page') : t('burn.ticket', 'Ticket')),
    },
    {
      key: 'windows',
      heading: t('burn.windows', 'Long, short window'),
      cell: (burn) => (
        <Windows
          burn={burn}
          windows={[
            { ms: burn.longMs, rate: burn.long },
            { ms: burn.shortMs, rate: burn.short },
          ]}
        />
      ),
    },
    {
      key: 'limit',
      heading: t('burn.limit', 'Limit'),
      numeric: true,
      cell: ({ factor }) => `${decimalText(factor, factor < 2 ? 2 : 1)} ×`,
    },
    {
      key: 'state',
      heading: t('burn.state', 'State'),
      tight: true,
      cell: (burn) => {
        const { state, word } = burnMark(burn);
        return <Mark state={state} word={word} size="sm" />;
      },
    },
  ];
}

interface WindowsProps {
  burn: Burn;
  windows: ReadonlyArray<{ ms: number; rate: number | null }>;
}

function Windows({ burn, windows }: WindowsProps) {
  const styles = useStyles2(getStyles);
  const bad = burn.state === 'firing' ? burnMark(burn).state : 'warn';
  return (
    <div className={styles.windows}>
      {windows.map(({ ms, rate }) => (
        <span key={ms} className={styles.window}>
          <span className={styles.quiet}>{durationText(ms)}</span>
          <Meter
            ratio={rate === null ? null : rate / burn.factor / SCALE}
            limit={1 / SCALE}
            verdict={rate !== null && rate > burn.factor ? bad : 'pass'}
            height={4}
          />
          <span className={styles.rate}>{rate === null ? '?' : burnText(rate)}</span>
        </span>
      ))}
    </div>
  );
}

function Quiet({ children }: { children: string }) {
  const styles = useStyles2(getStyles);
  return <p className={styles.note}>{children}</p>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  windows: css({ display: 'grid', gap: theme.spacing(0.25), padding: theme.spacing(0.25, 0) }),
  window: css({
    ...theme.typography.bodySmall,
    display: 'grid',
    gridTemplateColumns: '46px minmax(32px, 1fr) 58px',
    alignItems: 'center',
    gap: theme.spacing(1),
  }),
  quiet: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  rate: css({ textAlign: 'right', whiteSpace: 'nowrap' }),
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, margin: theme.spacing(1, 0, 0) }),
});
