import type { GrafanaTheme2 } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { max } from 'd3-array';

import type { SyncDays } from '../../core/products/argocd/view';
import { t } from '../t';
import { shortDate } from '../when';

interface Props {
  syncs: SyncDays;
  width: number;
  height: number;
}

const GAP_PX = 2;
const LEAST_PX = 2;

/** Syncs per day, failed ones on top. The title of the whole says the numbers; the table beside it names the failures. */
export function SyncBars({ syncs: { days }, width, height }: Props) {
  const theme = useTheme2();
  const slot = width / Math.max(1, days.length);
  const most = max(days, ({ succeeded, failed }) => succeeded + failed) ?? 0;
  const tall = (count: number) => (count === 0 ? 0 : Math.max(LEAST_PX, (count / Math.max(1, most)) * height));
  const succeeded = days.reduce((sum, day) => sum + day.succeeded, 0);
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  const label = t('delivery.syncs.label', 'Syncs of the last {{days}} days: {{succeeded}}, failed: {{failed}}', {
    days: days.length,
    succeeded,
    failed,
  });
  return (
    <svg width={width} height={height} role="img" aria-label={label} style={{ flex: 'none' }}>
      {days.map((day, index) => {
        const good = Math.min(tall(day.succeeded), height);
        const bad = Math.min(tall(day.failed), height - (day.succeeded > 0 ? LEAST_PX : 0));
        const base = Math.min(good, height - bad);
        const x = index * slot;
        const bar = { x, width: Math.max(1, slot - GAP_PX) };
        return (
          <g key={day.date}>
            <title>{dayWords(day)}</title>
            <rect {...bar} y={0} height={height} fill="transparent" />
            <rect {...bar} y={height - 1} height={1} fill={theme.colors.border.medium} />
            <rect {...bar} y={height - base} height={base} fill={theme.colors.text.secondary} />
            <rect {...bar} y={height - base - bad} height={bad} fill={failColor(theme)} />
          </g>
        );
      })}
    </svg>
  );
}

function failColor(theme: GrafanaTheme2): string {
  return theme.colors.error.text;
}

function dayWords({ date, succeeded, failed }: SyncDays['days'][number]): string {
  const day = shortDate(Date.parse(`${date}T12:00:00Z`), 'UTC');
  return failed > 0
    ? t('delivery.syncs.day-failed', '{{day}}: {{succeeded}} syncs, {{failed}} failed', { day, succeeded, failed })
    : t('delivery.syncs.day', '{{day}}: {{succeeded}} syncs', { day, succeeded });
}
