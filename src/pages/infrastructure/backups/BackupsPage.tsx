import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, EmptyState, RadioButtonGroup, Tooltip, useStyles2 } from '@grafana/ui';
import { useCallback, useState } from 'react';

import type { PostureView, TargetRow } from '../../../core/products/backups/view';
import { localDate } from '../../../core/time/zone';
import { useNow } from '../../../ui/Age';
import { POSTURE_DAYS, useCheckedPosture, type PostureDays } from '../../../ui/backups/usePosture';
import { useConnection } from '../../../ui/connection';
import { downloadCsv } from '../../../ui/download';
import { Figures } from '../../../ui/Figures';
import { GrafanaLink, useMayFollow } from '../../../ui/GrafanaLink';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { useLastValue } from '../../../ui/useLastValue';
import { useZone } from '../../../ui/zone';
import { StandingList } from '../cluster/StandingList';
import { EvidenceOf } from '../EvidenceDrawer';
import { DataAge, Frame } from '../Frame';
import { useDataSourceTypes } from '../productPages';
import { ServerSkeleton } from '../ServerSkeleton';
import { SilentSource } from '../SilentSource';
import { backupFigures } from './backupFigures';
import { DayMatrix } from './DayMatrix';
import { KindTable } from './KindTable';
import { isToldAbove, JournalUnread, SourceAlerts } from './Notices';
import { matrixCsv, targetCsv } from './postureCsv';
import { RecordTestDialog } from './RecordTestDialog';
import { RestoreTests } from './RestoreTests';
import { TargetOfAddress } from './TargetDrawer';
import { Targets } from './Targets';
import { useRecordTest } from './useRecordTest';
import { useFilteredTargets } from './useTargetFilter';

/** Backups: what is protected, by what, how old the newest good copy is, and whether it was ever restored. */
export function BackupsPage() {
  const [params] = useAddress();
  const days = daysOf(params.get('days'));
  const { backups } = useConnection().connection;
  const { poll, state } = useCheckedPosture(days);
  const refresh = useCallback(() => {
    backups.forget();
    poll.refresh();
  }, [backups, poll]);
  // While more days are read, those that are known stand.
  const view = useLastValue(state.value);
  const record = useRecordTest(poll.refresh);
  const [recording, setRecording] = useState<{ key: string | null } | null>(null);
  const onRecord = useCallback((key: string) => setRecording({ key }), []);
  const { forgetProblem } = record;
  const name = t('backups.title', 'Backups');
  const isSilent = state.failed !== null && !state.isReading && view === null;
  const hasSource = view === null || view.sources.length > 0 || view.rows.length > 0;
  const rowsRead = view?.rows ?? [];
  return (
    <Frame
      name={name}
      verdict={state.failed !== null ? 'unknown' : hasSource ? (view?.verdict ?? null) : null}
      subTitle={t(
        'backups.subtitle',
        'What is protected, by what, how old the newest good copy is, and whether it was ever restored.'
      )}
      actions={
        hasSource && (
          <>
            <DataAge
              readings={{
                reading: state.isReading ? [{ key: 'backups', name, done: 0, total: 0, ...state.progress }] : [],
                refresh,
                cancel: poll.cancel,
              }}
              asOfMs={view?.asOfMs ?? null}
            />
            {rowsRead.length > 0 && <RecordButton mayNot={record.mayNot} onClick={() => setRecording({ key: null })} />}
          </>
        )
      }
    >
      {view !== null && hasSource ? (
        <>
          {state.failed !== null && <SilentSource name={name} uid="" reason={state.failed} isKept onRetry={refresh} />}
          <Posture
            view={view}
            days={days}
            isReading={state.isReading && state.value === null}
            onRetry={refresh}
            onRecord={record.mayNot === null ? onRecord : null}
          />
        </>
      ) : view !== null ? (
        <NoSource />
      ) : isSilent || state.cancelled ? (
        <SilentSource name={name} uid="" reason={state.failed} onRetry={refresh} />
      ) : (
        <ServerSkeleton />
      )}
      {recording && (
        <RecordTestDialog
          rows={rowsRead}
          targetKey={recording.key}
          record={record}
          onClose={() => {
            forgetProblem();
            setRecording(null);
          }}
        />
      )}
    </Frame>
  );
}

interface PostureProps {
  view: PostureView;
  days: PostureDays;
  /** Other days than those that are shown are on their way. */
  isReading: boolean;
  onRetry: () => void;
  onRecord: ((key: string) => void) | null;
}

function Posture({ view, days, isReading, onRetry, onRecord }: PostureProps) {
  const nowMs = useNow(() => 60_000);
  const [, change] = useAddress();
  const { sources, journalFailed, attention } = view;
  const isExplained = useCallback((row: TargetRow) => !isToldAbove(row, sources), [sources]);
  const { found, isFiltered } = useFilteredTargets(view.rows);
  const openDay = useCallback((target: string, day: string | null) => change({ target, day }), [change]);
  const hasRows = view.rows.length > 0;
  return (
    <>
      {journalFailed && <JournalUnread reason={journalFailed} />}
      <SourceAlerts view={view} onRetry={onRetry} />
      {hasRows ? (
        <>
          <Figures label={t('backups.figures', 'In figures')} figures={backupFigures(view, nowMs)} />
          <KindTable kinds={view.kinds} />
          <Targets
            view={view}
            found={found}
            isFiltered={isFiltered}
            nowMs={nowMs}
            isExplained={isExplained}
            onRecord={onRecord}
          />
          <DaysSection view={view} rows={found} days={days} isReading={isReading} onOpen={openDay} />
          <RestoreTests rows={view.rows} nowMs={nowMs} onRecord={onRecord} />
        </>
      ) : (
        sources.every(({ problem }) => problem === null) && (
          <Section title={t('targets.title', 'Targets')} count={0}>
            {t(
              'backups.nothing',
              'The sources answer, and none of them tells of anything that should be backed up. Whether that is so is not known.'
            )}
          </Section>
        )
      )}
      {attention.length > 0 && (
        <StandingList
          title={t('backups.checks', 'Checks that do not pass')}
          checks={attention}
          openEvidence={(evidence) => change({ evidence })}
          nowMs={nowMs}
        />
      )}
      <TargetOfAddress view={view} nowMs={nowMs} onRecord={onRecord} />
      <EvidenceOf checks={attention} nowMs={nowMs} />
    </>
  );
}

interface DaysProps {
  view: PostureView;
  rows: readonly TargetRow[];
  days: PostureDays;
  isReading: boolean;
  onOpen: (key: string, date: string | null) => void;
}

function DaysSection({ view, rows, days, isReading, onOpen }: DaysProps) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const [, change] = useAddress();
  const shown = rows.filter(({ posture }) => posture !== 'excluded');
  const date = view.days.days.at(-1) ?? localDate(view.asOfMs ?? 0, zone);
  return (
    <Section
      title={t('matrix.title', 'Days')}
      help={
        isReading
          ? t('matrix.reading', 'Reading {{days}} days; below are those that are known.', { days })
          : t(
              'matrix.help',
              'Low bar: good. Tall: with warnings. Full with a cross: failed. Outline: missed. Hatched: unknown. Dot: not expected.'
            )
      }
      actions={
        <div className={styles.actions}>
          <RadioButtonGroup
            aria-label={t('matrix.days', 'Days that are shown')}
            size="sm"
            value={days}
            options={POSTURE_DAYS.map((value) => ({ value, label: t('matrix.n-days', '{{n}} d', { n: value }) }))}
            onChange={(next) => change({ days: next === POSTURE_DAYS[0] ? null : String(next) }, { replace: true })}
          />
          <Button
            size="sm"
            variant="secondary"
            fill="outline"
            icon="download-alt"
            onClick={() => downloadCsv(targetCsv(rows, zone), `backups-${date}.csv`)}
          >
            {t('targets.csv', 'Targets CSV')}
          </Button>
          <Button
            size="sm"
            variant="secondary"
            fill="outline"
            icon="download-alt"
            onClick={() => downloadCsv(matrixCsv(rows, view.days), `backup-days-${date}.csv`)}
          >
            {t('matrix.csv', 'Days CSV')}
          </Button>
        </div>
      }
    >
      {shown.length > 0 ? (
        <DayMatrix rows={shown} days={view.days} onOpen={onOpen} />
      ) : (
        <p className={styles.nothing}>{t('matrix.nothing', 'No target that is to be backed up matches.')}</p>
      )}
    </Section>
  );
}

function RecordButton({ mayNot, onClick }: { mayNot: string | null; onClick: () => void }) {
  const button = (
    <Button icon="check" disabled={mayNot !== null} onClick={onClick}>
      {t('targets.record', 'Record a restore test')}
    </Button>
  );
  return mayNot === null ? (
    button
  ) : (
    <Tooltip content={mayNot}>
      <span tabIndex={0} role="note" aria-label={mayNot}>
        {button}
      </span>
    </Tooltip>
  );
}

function NoSource() {
  const mayAdd = useMayFollow('new-data-source');
  const types = useDataSourceTypes();
  return (
    <EmptyState
      variant="call-to-action"
      hideImage
      message={t('backups.empty', 'Nothing that makes backups is connected yet')}
      button={mayAdd ? <GrafanaLink place={{ to: 'new-data-source' }} look="button" /> : undefined}
    >
      {t(
        'backups.empty-what',
        'Connect a Proxmox cluster or a backup server ({{types}}), or a Prometheus that has metrics of Velero, CloudNativePG, pgBackRest, restic or etcd.',
        { types: types.join(', ') }
      )}
    </EmptyState>
  );
}

function daysOf(param: string | null): PostureDays {
  return POSTURE_DAYS.find((days) => String(days) === param) ?? POSTURE_DAYS[0];
}

const getStyles = (theme: GrafanaTheme2) => ({
  actions: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  nothing: css({ margin: theme.spacing(1, 0), color: theme.colors.text.secondary }),
});
