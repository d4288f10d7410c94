import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, LoadingBar, useStyles2 } from '@grafana/ui';

import type { DeliveryView } from '../../core/products/argocd/view';
import { useNow } from '../../ui/Age';
import { tallyOf } from '../../ui/delivery/deliveryWords';
import { SyncBars } from '../../ui/delivery/SyncBars';
import { Mark } from '../../ui/Mark';
import { reasonWords } from '../../ui/reasonText';
import { plural, t } from '../../ui/t';
import { clockTimeWithSeconds, countText } from '../../ui/when';
import { ApplicationTable } from './ApplicationTable';
import { deliveryHref } from './deliveryHref';
import { FOOT_PX, panelLayout, TALLY_PX, type Layout } from './layout';

interface Props {
  view: DeliveryView;
  size: { width: number; height: number };
  zone: string;
  isReading: boolean;
}

/** An Argo CD at a glance: how many are in which state, and the applications worst first. */
export function ArgocdView({ view, size, zone, isReading }: Props) {
  const styles = useStyles2(getStyles);
  const nowMs = useNow(() => 30_000);
  const layout = panelLayout(size, view.applications.length);
  return (
    <div className={styles.panel} style={size} role="group" aria-label={view.name}>
      {isReading && (
        <div className={styles.loading}>
          <LoadingBar width={size.width} />
        </div>
      )}
      <Tally view={view} layout={layout} />
      {layout.rows > 0 && (
        <ApplicationTable
          view={view}
          rows={view.applications.slice(0, layout.rows)}
          {...{ layout, nowMs }}
          width={size.width}
        />
      )}
      <Foot view={view} layout={layout} zone={zone} />
    </div>
  );
}

function Tally({ view, layout }: { view: DeliveryView; layout: Layout }) {
  const styles = useStyles2(getStyles);
  const counts = tallyOf(view).filter(
    ({ state }, _index, all) => layout.isWide || state !== 'healthy' || all.length === 1
  );
  const words = [view.partial ? reasonWords(view.partial) : '', ...counts.map(({ word }) => word)];
  return (
    <div className={styles.tally}>
      <span className={styles.counts} title={words.filter(Boolean).join(', ')}>
        {view.partial && <Mark state="unknown" word={t('read.partial', 'Not all of it')} size="sm" />}
        {counts.map(({ state, verdict, word }) => (
          <Mark key={state} state={verdict} word={word} size="sm" />
        ))}
        {counts.length === 0 && !view.partial && (
          <span className={styles.quiet}>{t('panel.argocd.no-application', 'There is no application')}</span>
        )}
      </span>
      {layout.hasBars && view.syncs && (
        <span className={styles.bars}>
          {t('panel.argocd.syncs', 'syncs per day')}
          <SyncBars syncs={view.syncs} width={140} height={18} />
        </span>
      )}
    </div>
  );
}

function Foot({ view, layout, zone }: { view: DeliveryView; layout: Layout; zone: string }) {
  const styles = useStyles2(getStyles);
  const all = view.applications.length;
  const hidden = all - layout.rows;
  const healthy = t('panel.argocd.healthy', '{{n}} of {{all}} synced and healthy', {
    n: countText(view.tally?.healthy ?? 0),
    all: countText(all),
  });
  const wide = [
    plural(
      'panel.argocd.applications',
      all,
      { one: '{{count}} application on {{name}}', other: '{{count}} applications on {{name}}' },
      { name: view.name }
    ),
    ...(hidden > 0 ? [t('panel.argocd.hidden', '{{n}} not shown', { n: countText(hidden) })] : []),
    ...(view.asOfMs === null
      ? []
      : [t('panel.argocd.read', 'read {{time}}', { time: clockTimeWithSeconds(view.asOfMs, zone) })]),
  ].join(', ');
  const facts = layout.isWide ? wide : healthy;
  return (
    <div className={styles.foot}>
      <span className={styles.cut} title={facts}>
        {facts}
      </span>
      <a className={styles.open} href={deliveryHref(view.sourceUid)}>
        {layout.isWide
          ? t('panel.argocd.open', 'Open {{name}}', { name: view.name })
          : hidden > 0
            ? t('panel.argocd.n-more', '{{n}} more', { n: countText(hidden) })
            : t('panel.open', 'Open')}
        <Icon name="angle-right" aria-hidden />
      </a>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    overflow: 'hidden',
    fontVariantNumeric: 'tabular-nums',
    '& > *': { flex: 'none' },
  }),
  loading: css({ position: 'absolute', top: 0, left: 0 }),
  tally: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    height: TALLY_PX,
    padding: theme.spacing(0, 1.5),
    overflow: 'hidden',
  }),
  // What does not fit beside the others goes as a whole; the title says all.
  counts: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    minWidth: 0,
    height: theme.spacing(2.5),
    overflow: 'hidden',
  }),
  bars: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    flex: 'none',
    color: theme.colors.text.secondary,
  }),
  quiet: css({ color: theme.colors.text.secondary }),
  cut: css({ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  foot: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    height: FOOT_PX,
    marginTop: 'auto',
    padding: theme.spacing(0, 1.5),
    color: theme.colors.text.secondary,
  }),
  open: css({
    display: 'inline-flex',
    alignItems: 'center',
    flex: 'none',
    minHeight: 24,
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
  }),
});
