import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useState, type ReactNode } from 'react';

import type { DataSource } from '../../../core/connection/dataSource';
import type { CephHost, CephView, MissingOsd, OsdTile } from '../../../core/products/ceph/view';
import { OsdMap, type OsdMapSize } from '../../../ui/ceph/OsdMap';
import { lastSeenText } from '../../../ui/ceph/osdWords';
import { GrafanaLink } from '../../../ui/GrafanaLink';
import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { plural, t } from '../../../ui/t';
import { countText } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { Nothing } from '../ReadView';
import { sectionWord } from './sectionWord';

/** Missing ones before "Show more". */
const FEW = 6;
const DAY_MS = 86_400_000;

/** From so many on a tile has its number alone, so that the map can be overlooked. */
const MANY = 100;
const LARGE: OsdMapSize = {
  tileWidth: 54,
  tileHeight: 54,
  gap: 6,
  hostWidth: 70,
  says: 'number-and-fill',
  hasCounts: true,
};
const SMALL: OsdMapSize = { tileWidth: 34, tileHeight: 34, gap: 4, hostWidth: 84, says: 'number', hasCounts: true };

/** A map that is higher or wider than this takes the whole page instead of standing beside the capacity. */
const BESIDE = { hosts: 6, perHost: 6 };

export function isBeside(hosts: readonly CephHost[]): boolean {
  return hosts.length <= BESIDE.hosts && hosts.every(({ osds }) => osds.length <= BESIDE.perHost);
}

interface Props {
  view: Pick<CephView, 'hosts' | 'missing' | 'figures' | 'through'>;
  /** Where the metrics are; absent when the organisation no longer has it. */
  source: DataSource | undefined;
  nowMs: number;
  onOpen: (tile: OsdTile) => void;
  /** Says that one was removed on purpose; absent where this user cannot. */
  onSayGone?: (osd: MissingOsd) => void;
  /** Which of them somebody expects. */
  children: ReactNode;
}

/** Each OSD that is there or should be, by host; and what is known of those that are missing. */
export function OsdSection({
  view: { hosts, missing, figures, through },
  source,
  nowMs,
  onOpen,
  onSayGone,
  children,
}: Props) {
  const styles = useStyles2(getStyles);
  const [all, setAll] = useState(false);
  const { expected } = figures.osds;
  const count = hosts.reduce((sum, { osds }) => sum + osds.length, 0);
  const shown = all || missing.length <= FEW + 1 ? missing : missing.slice(0, FEW);
  return (
    <Section
      anchor="osds"
      title={sectionWord('osds')}
      count={expected === null ? null : t('ceph.osds.expected', '{{n}} expected', { n: countText(expected) })}
      help={
        through === 'metrics'
          ? t('ceph.osds.help', 'Expected: every OSD seen in the last 30 days or accepted. Level: how full.')
          : t('ceph.osds.help-proxmox', 'Expected: every OSD that Proxmox lists or somebody accepted. Level: how full.')
      }
    >
      {count === 0 ? (
        <Nothing>{t('ceph.osds.none', 'No OSD is known.')}</Nothing>
      ) : (
        <div className={isBeside(hosts) ? undefined : styles.wide}>
          <OsdMap hosts={hosts} size={count > MANY ? SMALL : LARGE} act={{ onOpen }} />
        </div>
      )}
      {shown.length > 0 && (
        <ul className={styles.missing}>
          {shown.map((osd) => (
            <MissingLine key={osd.id} osd={osd} source={source} nowMs={nowMs} onSayGone={onSayGone} />
          ))}
        </ul>
      )}
      {shown.length < missing.length && (
        <Button size="sm" variant="secondary" fill="text" icon="angle-down" onClick={() => setAll(true)}>
          {plural('attention.more', missing.length - shown.length, {
            one: 'Show {{count}} more',
            other: 'Show {{count}} more',
          })}
        </Button>
      )}
      {children}
    </Section>
  );
}

type LineProps = Pick<Props, 'source' | 'nowMs' | 'onSayGone'> & { osd: MissingOsd };

function MissingLine({ osd, source, nowMs, onSayGone }: LineProps) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const { id, host } = osd;
  return (
    <li>
      <Mark state="unknown" glyphOnly size="sm" />
      <div>
        <span className={styles.name}>
          {host === null
            ? t('ceph.missing.is', '{{osd}} is missing.', { osd: id })
            : t('ceph.missing.is-on', '{{osd}} on {{host}} is missing.', { osd: id, host })}
        </span>{' '}
        {lastSeenText(osd, zone)}.{' '}
        <span className={styles.acts}>
          {source && (
            <GrafanaLink
              place={{
                to: 'explore',
                source,
                query: `ceph_osd_up{ceph_daemon="${id}"}`,
                range: { fromMs: (osd.lastSeenMs ?? nowMs) - DAY_MS, toMs: nowMs },
              }}
              look="text"
            />
          )}
          {onSayGone && (
            <button type="button" className={styles.link} onClick={() => onSayGone(osd)}>
              {t('ceph.missing.on-purpose', 'It was removed on purpose')}
            </button>
          )}
        </span>
      </div>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Hosts beside each other where there is room for more than one.
  wide: css({
    '& > div': {
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 450px), 1fr))',
      columnGap: theme.spacing(3),
    },
  }),
  missing: css({
    listStyle: 'none',
    margin: theme.spacing(1.5, 0, 0, 0),
    ...theme.typography.bodySmall,
    '& li': { display: 'flex', gap: theme.spacing(1), marginBottom: theme.spacing(0.5), overflowWrap: 'anywhere' },
    '& li > :first-child': { flex: 'none', alignSelf: 'flex-start', paddingTop: 2 },
  }),
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  acts: css({ display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(0, 1.5) }),
  link: css({
    minHeight: 24,
    padding: 0,
    border: 0,
    font: 'inherit',
    background: 'none',
    color: theme.colors.text.link,
    borderRadius: theme.shape.radius.default,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
});
