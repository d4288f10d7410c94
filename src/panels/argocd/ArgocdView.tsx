import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { DeliveryView } from '../../core/products/argocd/view';
import { useNow } from '../../ui/Age';
import { SyncBars } from '../../ui/delivery/SyncBars';
import { Mark } from '../../ui/Mark';
import { openWord, PanelFoot, PanelFrame } from '../../ui/panel/PanelFrame';
import type { ServerViewProps } from '../../ui/panel/serverPanel';
import { reasonWords } from '../../ui/reasonText';
import { plural, t } from '../../ui/t';
import { verdictTally } from '../../ui/verdictTally';
import { clockTimeWithSeconds, countText } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { ApplicationTable } from './ApplicationTable';
import { deliveryHref } from './deliveryHref';
import { FINDING_PX, FOOT_PX, panelLayout, TALLY_PX, type Layout } from './layout';

/** An Argo CD at a glance: how its applications stand, what is wrong beside them, and the applications worst first. */
export function ArgocdView({ view, size, isReading }: ServerViewProps<DeliveryView>) {
  const nowMs = useNow(() => 30_000);
  const layout = panelLayout(size, view.applications.length, view.beside.length > 0);
  return (
    <PanelFrame name={view.name} size={size} isReading={isReading}>
      <Tally view={view} layout={layout} />
      <Beside view={view} />
      {layout.rows > 0 && (
        <ApplicationTable
          view={view}
          rows={view.applications.slice(0, layout.rows)}
          layout={layout}
          nowMs={nowMs}
          width={size.width}
        />
      )}
      <Foot view={view} layout={layout} />
    </PanelFrame>
  );
}

function Tally({ view, layout }: { view: DeliveryView; layout: Layout }) {
  const styles = useStyles2(getStyles);
  const counts = verdictTally(view.applications).filter(
    ({ verdict }, _index, all) => layout.isWide || verdict !== 'pass' || all.length === 1
  );
  const words = [view.partial ? reasonWords(view.partial) : '', ...counts.map(({ word }) => word)];
  return (
    <div className={styles.tally}>
      <span className={styles.counts} title={words.filter(Boolean).join(', ')}>
        {view.partial && <Mark state="unknown" word={t('read.partial', 'Not all of it')} size="sm" />}
        {counts.map(({ verdict, word }) => (
          <Mark key={verdict} state={verdict} word={word} size="sm" />
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

/** The worst of what no row tells: a cluster that is not reached, a token that never expires. */
function Beside({ view: { beside, sourceUid } }: { view: DeliveryView }) {
  const styles = useStyles2(getStyles);
  const [worst] = beside;
  if (worst === undefined) {
    return null;
  }
  const words = worst.finding ?? worst.definition.title;
  return (
    <a className={styles.beside} href={deliveryHref(sourceUid)} title={words}>
      <Mark state={worst.verdict} glyphOnly size="sm" />
      <span>{words}</span>
      {beside.length > 1 && (
        <span className={styles.more}>
          {t('panel.argocd.and-more', 'and {{n}} more', { n: countText(beside.length - 1) })}
        </span>
      )}
    </a>
  );
}

function Foot({ view, layout }: { view: DeliveryView; layout: Layout }) {
  const zone = useZone();
  const all = view.applications.length;
  const hidden = all - layout.rows;
  const passing = t('panel.argocd.passing', '{{n}} of {{all}} pass', {
    n: countText(view.applications.filter(({ verdict }) => verdict === 'pass').length),
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
  const facts = layout.isWide ? wide : passing;
  return (
    <PanelFoot height={FOOT_PX} facts={facts} href={deliveryHref(view.sourceUid)}>
      {openWord(view.name, layout.isWide, hidden)}
    </PanelFoot>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
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
  beside: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: FINDING_PX,
    padding: theme.spacing(0, 1.5),
    '& > span:nth-of-type(2)': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
    '&:hover': { textDecoration: 'underline' },
  }),
  more: css({ flex: 'none', color: theme.colors.text.secondary }),
  bars: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    flex: 'none',
    color: theme.colors.text.secondary,
  }),
  quiet: css({ color: theme.colors.text.secondary }),
});
