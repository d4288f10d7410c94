import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { memo, useCallback, useState } from 'react';

import { cephFeeding } from '../../../core/products/ceph/shows';
import type { CephView, MissingOsd } from '../../../core/products/ceph/view';
import { useNow } from '../../../ui/Age';
import { useConnection } from '../../../ui/connection';
import { Figures } from '../../../ui/Figures';
import { useMayNotAppend } from '../../../ui/journal/useAppend';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { useZone } from '../../../ui/zone';
import { EvidenceOf } from '../EvidenceDrawer';
import { Nothing } from '../ReadView';
import { BucketTable } from './BucketTable';
import { CapacitySection } from './CapacitySection';
import { cephFigures } from './cephFigures';
import { DaemonSection, FilesystemSection } from './DaemonSections';
import { ExpectedOsds } from './ExpectedOsds';
import { GoneOsd, leftEntity } from './GoneOsd';
import { isBeside, OsdSection } from './OsdSection';
import { PoolTable } from './PoolTable';
import { RecoverySection } from './RecoverySection';
import { SectionLink } from './SectionLink';
import { sectionWord } from './sectionWord';
import { useHashSection } from './useHashSection';
import { WhySection } from './WhySection';

interface Props {
  view: CephView;
  /** Reads it again. */
  again: () => void;
}

/** All that is known of one Ceph cluster. Not drawn again while the progress of a refresh counts. */
export const CephBody = memo(function CephBody({ view, again }: Props) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const clockMs = useNow(() => 30_000);
  const { connection } = useConnection();
  const [, change] = useAddress();
  const [asked, setAsked] = useState<MissingOsd | null>(null);
  const mayNot = useMayNotAppend(connection.journal);
  useHashSection();
  const openEvidence = useCallback((checkId: string) => change({ evidence: checkId }), [change]);
  const nowMs = view.asOfMs ?? clockMs;
  const { pools, buckets, filesystems, hosts, checks } = view;
  return (
    <>
      <Figures label={t('ceph.figures', 'The cluster in figures')} figures={cephFigures(view, zone, () => undefined)} />
      <WhySection view={view} openEvidence={openEvidence} nowMs={clockMs} />
      <div className={isBeside(hosts) ? styles.beside : undefined}>
        {view.through === 'metrics' ? (
          <CapacitySection capacity={view.capacity} nowMs={nowMs} />
        ) : (
          <Section anchor="capacity" title={sectionWord('capacity')}>
            <Nothing>
              {t(
                'ceph.capacity.no-past',
                'Proxmox tells what is used now, and nothing of the past: without metrics there is no growth and no forecast.'
              )}
            </Nothing>
          </Section>
        )}
        <OsdSection
          view={view}
          source={
            view.through === 'metrics' ? connection.dataSources.find(({ uid }) => uid === view.sourceUid) : undefined
          }
          nowMs={nowMs}
          onOpen={({ id }) => {
            const check = checkOf(view, id);
            if (check) {
              openEvidence(check.definition.id);
            }
          }}
          {...(mayNot === null && { onSayGone: setAsked })}
        >
          <ExpectedOsds view={view} nowMs={clockMs} mayNot={mayNot} again={again} />
        </OsdSection>
      </div>
      <RecoverySection view={view} nowMs={nowMs} />
      <Section
        anchor="pools"
        title={sectionWord('pools')}
        count={pools.length}
        actions={buckets !== null && <SectionLink section="buckets" />}
      >
        {pools.length === 0 ? (
          <Nothing>{t('ceph.pools.none', 'No pool is known.')}</Nothing>
        ) : (
          <PoolTable
            pools={pools}
            limit={poolLimit(view)}
            nowMs={nowMs}
            sourceUid={view.sourceUid}
            through={view.through}
          />
        )}
      </Section>
      {buckets !== null && (
        <Section anchor="buckets" title={sectionWord('buckets')} count={buckets.length}>
          {buckets.length === 0 ? (
            <Nothing>{t('ceph.buckets.none', 'The gateway has no buckets.')}</Nothing>
          ) : (
            <BucketTable buckets={buckets} />
          )}
        </Section>
      )}
      {filesystems !== null && <FilesystemSection filesystems={filesystems} />}
      <DaemonSection view={view} />
      <EvidenceOf checks={checks} nowMs={clockMs} />
      {asked && <GoneOsd osd={asked} checks={checks} nowMs={clockMs} again={again} onClose={() => setAsked(null)} />}
    </>
  );
});

/** The check that has the worst to say of an OSD; one that misses it comes first. */
function checkOf({ checks, attention }: CephView, osd: string) {
  const left = leftEntity(checks, { id: osd });
  const speaks = (check: CephView['checks'][number]) =>
    check.entities.some(({ labels }) => labels['ceph_daemon'] === osd);
  return left?.check ?? attention.find(speaks) ?? checks.find(speaks);
}

/** The share of a pool that its check warns at. */
function poolLimit(view: CephView): number | null {
  const definition = cephFeeding(view.checks, 'pool')[0]?.definition;
  const limit = definition?.warn ?? definition?.fail;
  return typeof limit === 'number' ? limit : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  beside: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 436px)',
    columnGap: theme.spacing(4),
    '@container (max-width: 899px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});
