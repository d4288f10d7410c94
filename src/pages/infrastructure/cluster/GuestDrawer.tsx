import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Drawer, LinkButton, TextLink, useStyles2 } from '@grafana/ui';
import { useMemo, useRef } from 'react';

import type { CheckDefinition } from '../../../core/check/definition';
import type { CheckResult } from '../../../core/check/result';
import type { Snapshot } from '../../../core/inventory/read';
import { clusterView } from '../../../core/products/proxmox-ve/clusterView';
import type { PveParts } from '../../../core/products/proxmox-ve/parts';
import { CLUSTER_TABS, type GuestRow } from '../../../core/products/proxmox-ve/view';
import { bytesText, countOrUnknown, percentText } from '../../../ui/amounts';
import { useReadStage } from '../../../ui/connection';
import { Mark } from '../../../ui/Mark';
import { checkAdvice } from '../../../ui/serverAdvice';
import { FactGrid } from '../../../ui/FactGrid';
import { plural, t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { useFirstFocus } from '../../../ui/useFirstFocus';
import { WhatToDo } from '../../../ui/WhatToDo';
import { clusterPath } from '../paths';
import { perGuestChecks, perGuestReader } from '../readers';
import { useReadings } from '../useReadings';
import { asksAtOnce } from './asksAtOnce';
import { Backups, Snapshots, Tasks } from './GuestLists';
import type { TabProps } from './TabProps';

const SNAPSHOT_PARTS = ['snapshots'] as const;

/** What is known of the guests where the drawer is opened. */
export interface GuestsKnown {
  snapshot: Snapshot<PveParts>;
  checks: readonly CheckResult[];
  pending: readonly CheckDefinition[];
  readMs: number;
}

interface Props extends Pick<TabProps, 'source' | 'address' | 'refreshes' | 'nowMs'> {
  known: GuestsKnown;
}

/** The drawer of the guest that the address names (`?guest=101`). */
export function GuestOfAddress(props: Props) {
  const [params, change] = useAddress();
  const id = params.get('guest');
  return id === null ? null : <ReadGuest {...props} id={id} onClose={() => change({ guest: null })} />;
}

interface OpenProps extends Props {
  id: string;
  onClose: () => void;
}

/** Snapshots cost a request per guest: they are read as soon as somebody looks at one. */
function ReadGuest({ source, address, refreshes, nowMs, known, id, onClose }: OpenProps) {
  const stage = useReadStage();
  const { resources } = known.snapshot;
  const asks = asksAtOnce(resources?.ok ? resources.value.guests.length : 0);
  const readers = useMemo(() => (asks ? [perGuestReader(source, SNAPSHOT_PARTS, stage)] : []), [asks, source, stage]);
  const readings = useReadings(readers, refreshes);
  const more = readings.values.get(source.uid);
  const all: GuestsKnown = useMemo(
    () => ({
      snapshot: { ...more?.snapshot, ...known.snapshot },
      checks: [...known.checks, ...(more?.checks ?? [])],
      pending: more ? known.pending : [...known.pending, ...perGuestChecks(SNAPSHOT_PARTS, stage)],
      readMs: known.readMs,
    }),
    [known, more, stage]
  );
  const guest = useMemo(
    () =>
      clusterView(source, all.snapshot, all.checks, all.readMs, all.pending).guests.find(
        ({ vmid }) => String(vmid) === id
      ),
    [source, all, id]
  );
  const isReading = readings.reading.length > 0;
  return guest === undefined ? (
    <Drawer size="md" title={t('guest.nobody', 'No guest with the id {{id}} is listed', { id })} onClose={onClose}>
      {t('guest.nobody-why', 'It may be gone, or the token may not see it.')}
    </Drawer>
  ) : (
    <GuestDrawer
      guest={guest}
      known={all}
      isReading={isReading}
      source={source}
      address={address}
      nowMs={nowMs}
      onClose={onClose}
    />
  );
}

interface DrawerProps extends Pick<TabProps, 'source' | 'address' | 'nowMs'> {
  guest: GuestRow;
  known: GuestsKnown;
  /** What is not there yet is on its way. */
  isReading: boolean;
  onClose: () => void;
}

/** All that is known of one guest: every finding, and what lies behind its row. */
function GuestDrawer({ guest, known, isReading, source, address, nowMs, onClose }: DrawerProps) {
  const styles = useStyles2(getStyles);
  const body = useRef<HTMLDivElement>(null);
  useFirstFocus(() => body.current);
  const { verdict, kind, vmid, node } = guest;
  const words = [
    kind === 'lxc' ? t('guest.container', 'container') : t('guest.machine', 'virtual machine'),
    vmid,
    node,
  ];
  return (
    <Drawer
      size="md"
      title={guest.name}
      subtitle={
        <span className={styles.subtitle}>
          <Mark state={verdict} />
          <span>{words.join(' · ')}</span>
        </span>
      }
      onClose={onClose}
    >
      <div ref={body} tabIndex={-1} className={styles.column}>
        <Findings guest={guest} known={known} uid={source.uid} isReading={isReading} />
        <Facts guest={guest} />
        <Backups guest={guest} known={known} nowMs={nowMs} />
        <Snapshots guest={guest} known={known} isReading={isReading} nowMs={nowMs} />
        <Tasks guest={guest} known={known} nowMs={nowMs} />
        {address !== undefined && (
          <div>
            <LinkButton
              variant="secondary"
              icon="external-link-alt"
              href={`${address}/#v1:0:=${kind}%2F${vmid}`}
              target="_blank"
              rel="noreferrer"
            >
              {t('guest.open', 'Open in Proxmox')}
            </LinkButton>
          </div>
        )}
      </div>
    </Drawer>
  );
}

type PartProps = Pick<DrawerProps, 'guest' | 'known'>;

/** What to do about a guest: of one that could not be judged, about that. */
function adviceOn({ definition, entities }: CheckResult, { vmid }: GuestRow): string {
  const reason = entities.find(({ labels }) => labels['vmid'] === String(vmid))?.reason;
  return reason === undefined ? definition.remediation : checkAdvice(definition, reason);
}

function Findings({ guest, known, uid, isReading }: PartProps & { uid: string; isReading: boolean }) {
  const styles = useStyles2(getStyles);
  const { hints, verdict } = guest;
  const checkOf = (checkId: string) => known.checks.find(({ definition }) => definition.id === checkId);
  return (
    <section aria-label={t('guest.findings', 'Findings')}>
      {hints.length > 0 && (
        <ul className={styles.findings}>
          {hints.map((hint) => {
            const check = checkOf(hint.checkId);
            const definition = check?.definition;
            const tab = CLUSTER_TABS.find((one) => one === definition?.place) ?? 'overview';
            return (
              <li key={hint.checkId}>
                <Mark state={hint.verdict} />
                <div className={styles.finding}>
                  <div className={styles.headline}>{hint.finding}</div>
                  {check && <WhatToDo text={adviceOn(check, guest)} />}
                  <TextLink
                    href={`${clusterPath(uid, tab)}?evidence=${encodeURIComponent(hint.checkId)}`}
                    variant="bodySmall"
                    inline={false}
                  >
                    {t('guest.evidence', 'Evidence: {{check}}', { check: definition?.title ?? hint.checkId })}
                  </TextLink>
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {hints.length === 0 && verdict === 'pass' && <Mark state="pass" word={t('guest.fine', 'Nothing wrong.')} />}
      {known.pending.length > 0 && (
        <p className={styles.quiet} role="status">
          {isReading
            ? plural('guest.pending', known.pending.length, {
                one: '{{count}} check has not answered yet.',
                other: '{{count}} checks have not answered yet.',
              })
            : plural('guest.not-read', known.pending.length, {
                one: '{{count}} check was not asked: what it would find is not here.',
                other: '{{count}} checks were not asked: what they would find is not here.',
              })}
        </p>
      )}
    </section>
  );
}

/** What the row has no room for on a phone. */
function Facts({ guest }: { guest: GuestRow }) {
  const runs = guest.status !== 'stopped';
  const facts: ReadonlyArray<readonly [string, string]> = [
    [t('guests.status', 'Status'), guest.status],
    ...(runs
      ? ([
          [
            t('guest.cpu', 'CPU'),
            t('guest.of', '{{share}} of {{all}}', {
              share: percentText(guest.cpuRatio),
              all: countOrUnknown(guest.vcpus),
            }),
          ],
          [
            t('guest.memory', 'Memory'),
            t('guest.of', '{{share}} of {{all}}', {
              share: percentText(guest.memoryUsedRatio),
              all: bytesText(guest.memoryBytes),
            }),
          ],
        ] as const)
      : []),
    [t('guest.disks', 'Disks'), bytesText(guest.diskBytes)],
    ...(guest.tags.length > 0 ? ([[t('guests.tags', 'Tags'), guest.tags.join(', ')]] as const) : []),
  ];
  return <FactGrid facts={facts} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2.5),
    containerType: 'inline-size',
    '&:focus': { outline: 'none' },
  }),
  subtitle: css({
    display: 'inline-flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1.5),
    color: theme.colors.text.secondary,
  }),
  findings: css({
    listStyle: 'none',
    '& > li': {
      display: 'grid',
      gridTemplateColumns: '96px minmax(0, 1fr)',
      gap: theme.spacing(0, 1),
      alignItems: 'start',
      padding: theme.spacing(1, 0),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
  }),
  finding: css({ overflowWrap: 'anywhere' }),
  headline: css({ fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({ margin: theme.spacing(0.5, 0), color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});
