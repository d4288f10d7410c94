import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { standingRank, worstStanding } from '../../core/products/pending';
import type { Attention, ClusterView } from '../../core/products/proxmox-ve/view';
import { Mark } from '../../ui/Mark';
import { openWord, PanelFoot, PanelFrame } from '../../ui/panel/PanelFrame';
import type { ServerViewProps } from '../../ui/panel/serverPanel';
import { t } from '../../ui/t';
import { verdictTally } from '../../ui/verdictTally';
import { clockTimeWithSeconds } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { clusterHref } from './clusterHref';
import { guestWords, hiddenWords, nodeWords } from './clusterWords';
import {
  FINDING_PX,
  FINDINGS_GAP_PX,
  FOOT_PX,
  HEADLINE_PX,
  panelLayout,
  SMALL_HEADLINE_PX,
  TALLY_PX,
  type Layout,
} from './layout';
import { NodeTable } from './NodeTable';

/** A cluster at a glance: the worst finding, what else there is, its nodes worst first. */
export function ProxmoxView({ view, size, isReading }: ServerViewProps<ClusterView>) {
  const styles = useStyles2(getStyles);
  const [headline, ...others] = view.attention;
  const nodes = [...view.nodes].sort((a, b) => standingRank(a.verdict) - standingRank(b.verdict));
  const layout = panelLayout(size, { nodes: nodes.length, findings: others.length });
  return (
    <PanelFrame name={view.name} size={size} isReading={isReading}>
      <div className={layout.isWide ? styles.headline : styles.smallHeadline}>
        {headline ? (
          <Finding view={view} attention={headline} />
        ) : (
          <Mark state={view.verdict} word={quietHeadline(view)} />
        )}
      </div>
      {layout.hasTally && <Tally view={view} layout={layout} />}
      {layout.nodes > 0 && (
        <NodeTable view={view} rows={nodes.slice(0, layout.nodes)} layout={layout} width={size.width} />
      )}
      {layout.findings > 0 && (
        <ul className={styles.findings} aria-label={t('panel.proxmox.more', 'Also')}>
          {others.slice(0, layout.findings).map((attention) => (
            <li key={attention.checkId}>
              <Finding view={view} attention={attention} />
            </li>
          ))}
        </ul>
      )}
      <Foot view={view} layout={layout} />
    </PanelFrame>
  );
}

function Finding({ view, attention }: { view: ClusterView; attention: Attention }) {
  const styles = useStyles2(getStyles);
  const { verdict, finding, tab, count } = attention;
  return (
    <a className={styles.finding} href={clusterHref(view.sourceUid, tab)} title={finding}>
      <Mark state={verdict} glyphOnly />
      <span className={styles.cut}>{finding}</span>
      {count > 1 && (
        <span className={styles.count}>{t('panel.proxmox.and-more', 'and {{n}} more', { n: count - 1 })}</span>
      )}
    </a>
  );
}

function Tally({ view, layout }: { view: ClusterView; layout: Layout }) {
  const styles = useStyles2(getStyles);
  const { quorum, online, guests } = view.figures;
  return (
    <div className={cx(styles.tally, !layout.hasMeters && styles.tight)}>
      {verdictTally(view.attention).map(({ verdict, word }) => (
        <Mark key={verdict} state={verdict} word={word} size="sm" />
      ))}
      {layout.hasFacts && (
        <>
          <Mark state={worstStanding([quorum.verdict, online.verdict])} word={nodeWords(view.figures)} size="sm" />
          <Mark state={guests.verdict} word={guestWords(guests)} size="sm" />
        </>
      )}
    </div>
  );
}

function Foot({ view, layout }: { view: ClusterView; layout: Layout }) {
  const zone = useZone();
  const hidden = {
    nodes: view.nodes.length - layout.nodes,
    findings: Math.max(0, view.attention.length - 1) - layout.findings,
  };
  const more = hiddenWords(hidden);
  const facts = [
    layout.isWide && more !== '' ? t('panel.proxmox.hidden', '{{what}} not shown', { what: more }) : '',
    layout.hasFacts ? '' : nodeWords(view.figures),
    layout.hasFacts || !layout.hasMeters ? '' : guestWords({ ...view.figures.guests, unknown: null }),
    layout.isWide && view.asOfMs !== null
      ? t('panel.proxmox.read', 'read {{time}}', { time: clockTimeWithSeconds(view.asOfMs, zone) })
      : '',
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
  const count = hidden.nodes + hidden.findings;
  return (
    <PanelFoot height={FOOT_PX} facts={facts} href={clusterHref(view.sourceUid)} {...(more !== '' && { title: more })}>
      {openWord(view.name, layout.isWide, count)}
    </PanelFoot>
  );
}

/** When no check has anything to say: it passes, or nobody can tell. */
function quietHeadline({ verdict, name }: ClusterView): string {
  return verdict === 'pass'
    ? t('panel.proxmox.quiet', 'Nothing about {{name}} needs attention', { name })
    : t('panel.proxmox.unjudged', 'No check says anything about {{name}}', { name });
}

const getStyles = (theme: GrafanaTheme2) => {
  const cut = { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    cut: css(cut),
    headline: css({
      display: 'flex',
      alignItems: 'center',
      height: HEADLINE_PX,
      padding: theme.spacing(0, 1.5),
      '& a': { fontWeight: theme.typography.fontWeightMedium },
    }),
    smallHeadline: css({
      display: 'flex',
      alignItems: 'center',
      height: SMALL_HEADLINE_PX,
      padding: theme.spacing(0, 1.5),
      '& a': { fontWeight: theme.typography.fontWeightMedium },
      // Two lines, and no half of a third.
      '& a > span:nth-of-type(2)': {
        display: '-webkit-box',
        WebkitBoxOrient: 'vertical',
        WebkitLineClamp: 2,
        whiteSpace: 'normal',
        lineHeight: '20px',
      },
    }),
    finding: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      minWidth: 0,
      minHeight: 24,
      '&:hover': { textDecoration: 'underline' },
    }),
    count: css({ flex: 'none', fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.secondary }),
    tally: css({
      ...theme.typography.bodySmall,
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0, 1.5),
      height: TALLY_PX,
      padding: theme.spacing(0, 1.5),
      overflow: 'hidden',
    }),
    tight: css({ gap: theme.spacing(0, 1), '& > span': { gap: theme.spacing(0.5) } }),
    findings: css({
      listStyle: 'none',
      margin: `${FINDINGS_GAP_PX - 1}px 0 0 0`,
      padding: theme.spacing(0, 1.5),
      borderTop: `1px solid ${theme.colors.border.weak}`,
      '& li': { display: 'flex', alignItems: 'center', height: FINDING_PX },
    }),
  };
};
