import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import { verdictRank } from '../../core/check/verdict';
import { isStandingBad } from '../../core/products/pending';
import { toldOnce } from '../../core/products/ceph/toldOnce';
import type { CephHost, CephView as View } from '../../core/products/ceph/view';
import { bytesText, countOrUnknown, fullInText, percentText, UNKNOWN_TEXT } from '../../ui/amounts';
import { CapacityChart } from '../../ui/ceph/CapacityChart';
import { cephHeadline, ownText } from '../../ui/ceph/cephWords';
import { noForecastText } from '../../ui/ceph/forecastWords';
import { OsdMap } from '../../ui/ceph/OsdMap';
import { Mark } from '../../ui/Mark';
import { openWord, PanelFoot, PanelFrame } from '../../ui/panel/PanelFrame';
import { plural, t } from '../../ui/t';
import { markColor } from '../../ui/verdictLook';
import { clockTimeWithSeconds } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { cephHref } from './cephHref';
import {
  COLUMN_GAP_PX,
  FIGURES_PX,
  FOOT_PX,
  HEADLINE_PX,
  HOST_PX,
  PADDING_PX,
  panelLayout,
  SMALL_HEADLINE_PX,
  type Layout,
} from './layout';

interface Props {
  view: View;
  size: { width: number; height: number };
  isReading: boolean;
}

/** A cluster at a glance: the reason, its OSDs by host, three figures, and when it is full. */
export function CephView({ view, size, isReading }: Props) {
  const styles = useStyles2(getStyles);
  const { hosts, capacity, asOfMs, key } = view;
  const mostOsds = Math.max(0, ...hosts.map(({ osds }) => osds.length));
  const layout = panelLayout(size, { hosts: hosts.length, mostOsds });
  const { map, chart } = layout;
  const shown = layout.hosts < hosts.length ? worstHosts(hosts).slice(0, layout.hosts) : hosts;
  return (
    <PanelFrame name={view.name} size={size} isReading={isReading}>
      <Headline view={view} isWide={layout.isWide} />
      <div className={styles.columns}>
        <div style={{ width: map.width }}>
          {shown.length > 0 && (
            <div className={styles.map}>
              <OsdMap
                hosts={shown}
                size={{
                  tileWidth: null,
                  tileHeight: map.rowPx,
                  gap: map.gapPx,
                  hostWidth: HOST_PX,
                  says: map.hasNumbers ? 'number' : 'nothing',
                  hasCounts: false,
                }}
                act={{ href: cephHref(key, 'osds') }}
              />
            </div>
          )}
          {layout.hasFigures && <Figures view={view} hasForecast={chart !== null} />}
        </div>
        {chart && asOfMs !== null && <CapacityChart capacity={capacity} nowMs={asOfMs} {...chart} />}
      </div>
      <Foot view={view} layout={layout} />
    </PanelFrame>
  );
}

function Headline({ view, isWide }: { view: View; isWide: boolean }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { verdict, attention, key } = view;
  const state = attention[0]?.verdict ?? verdict;
  const said = cephHeadline(view);
  const text = isWide && attention.length > 0 ? `${said.replace(/\.$/, '')}. ${ownText(view)}` : said;
  return (
    <div className={cx(styles.headline, !isWide && styles.small)}>
      <a
        href={cephHref(key)}
        title={text}
        style={isStandingBad(state) ? { color: markColor(state, theme) } : undefined}
      >
        <Mark state={state} glyphOnly />
        <span>{text}</span>
      </a>
    </div>
  );
}

function Figures({ view: { figures, capacity }, hasForecast }: { view: View; hasForecast: boolean }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { osds, rawUsed, writable, nearfullIn, pgs } = figures;
  const upOf = t('panel.ceph.of', '{{up}} of {{all}}', {
    up: countOrUnknown(osds.value),
    all: countOrUnknown(osds.expected),
  });
  const raw = {
    key: 'raw',
    word: t('ceph.figure.raw-used', 'Raw used'),
    text: percentText(rawUsed.value),
    of: rawUsed,
  };
  const all = hasForecast
    ? [
        { key: 'osds', word: t('ceph.figure.osds', 'OSD up'), text: upOf, of: osds },
        raw,
        { key: 'pgs', word: t('panel.ceph.pgs', 'PG clean'), text: percentText(pgs.value), of: pgs },
      ]
    : [
        raw,
        {
          key: 'writable',
          word: t('panel.ceph.writable', 'Can be written'),
          text: bytesText(writable.value),
          of: writable,
        },
        {
          key: 'nearfull',
          word: t('ceph.figure.nearfull-in', 'Nearfull in'),
          text: nearfullText(nearfullIn.value, capacity),
          of: nearfullIn,
        },
      ];
  return (
    <dl className={styles.figures}>
      {all.map(({ key, word, text, of }) => {
        const state = of.value === null && text === UNKNOWN_TEXT ? 'unknown' : of.verdict;
        return (
          <div key={key}>
            <dt>{word}</dt>
            <dd style={isStandingBad(state) ? { color: markColor(state, theme) } : undefined}>{text}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** In a few letters: what does not grow is flat, and what nobody can tell is `?`. */
function nearfullText(days: number | null, capacity: View['capacity']): string {
  const { state } = capacity.forecast;
  return noForecastText(capacity) !== null && state !== 'too-little' ? fullInText(Infinity) : fullInText(days);
}

function Foot({ view, layout }: { view: View; layout: Layout }) {
  const zone = useZone();
  const { attention, hosts, asOfMs, name, key } = view;
  const others = Math.max(0, toldOnce(attention).length - 1);
  const hidden = hosts.length - layout.hosts;
  const facts = [
    others > 0
      ? plural('panel.ceph.more-findings', others, { one: '{{count}} more finding', other: '{{count}} more findings' })
      : '',
    hidden > 0
      ? plural('panel.ceph.hidden', hidden, { one: '{{count}} host not shown', other: '{{count}} hosts not shown' })
      : '',
    layout.isWide && asOfMs !== null
      ? t('panel.ceph.read', 'read {{time}}', { time: clockTimeWithSeconds(asOfMs, zone) })
      : '',
  ];
  return (
    <PanelFoot height={FOOT_PX} facts={facts.filter((fact) => fact !== '').join(' · ')} href={cephHref(key)}>
      {openWord(name, layout.isWide, 0)}
    </PanelFoot>
  );
}

/** Those with the worst OSDs first; equally bad ones in their order. */
function worstHosts(hosts: readonly CephHost[]): readonly CephHost[] {
  const rank = ({ osds }: CephHost) => Math.min(...osds.map(({ verdict }) => verdictRank(verdict)));
  return [...hosts].sort((a, b) => rank(a) - rank(b));
}

const getStyles = (theme: GrafanaTheme2) => ({
  headline: css({
    display: 'flex',
    alignItems: 'center',
    height: HEADLINE_PX,
    padding: `0 ${PADDING_PX}px`,
    fontWeight: theme.typography.fontWeightMedium,
    '& a': { display: 'flex', alignItems: 'center', gap: theme.spacing(1), minWidth: 0, minHeight: 24 },
    '& a:hover': { textDecoration: 'underline' },
    '& a > span:last-child': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  }),
  // Two lines, and no half of a third.
  small: css({
    height: SMALL_HEADLINE_PX,
    '&& a > span:last-child': {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 2,
      whiteSpace: 'normal',
      lineHeight: '20px',
    },
  }),
  columns: css({
    display: 'flex',
    gap: COLUMN_GAP_PX,
    padding: `0 ${PADDING_PX}px`,
    '& > *': { flex: 'none' },
  }),
  map: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  figures: css({
    display: 'flex',
    gap: theme.spacing(2),
    height: FIGURES_PX,
    margin: 0,
    paddingTop: 6,
    overflow: 'hidden',
    '& > div': { minWidth: 0 },
    '& dt': {
      ...theme.typography.bodySmall,
      fontWeight: theme.typography.fontWeightRegular,
      color: theme.colors.text.secondary,
      whiteSpace: 'nowrap',
    },
    '& dd': { margin: 0, lineHeight: '20px', whiteSpace: 'nowrap' },
  }),
});
