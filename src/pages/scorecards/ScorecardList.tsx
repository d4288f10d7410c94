import { Button } from '@grafana/ui';
import { useCallback, useMemo } from 'react';

import type { SettingsProblem } from '../../core/settings/settings';
import type { Promised } from '../../core/slo/promises';
import { objectivesOf } from '../../core/slo/objectives';
import type { ScorecardRow } from '../../core/slo/scorecard';
import { localDate } from '../../core/time/zone';
import { useConnection } from '../../ui/connection';
import { downloadCsv } from '../../ui/download';
import { useKpisPoll } from '../../ui/kpi/useKpis';
import { Mark } from '../../ui/Mark';
import { usePoll } from '../../ui/polling/usePoll';
import { reasonWords } from '../../ui/reasonText';
import { useServices } from '../../ui/services';
import { usePromised, useScorecard } from '../../ui/slo/useScorecard';
import { t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { useZone } from '../../ui/zone';
import { evidenceOf } from './evidenceAddress';
import { EnterFigure } from './figures/EnterFigure';
import { FigureEvidence } from './figures/FigureEvidence';
import { KeyFigures } from './figures/KeyFigures';
import { Frame } from './Frame';
import { NewObjective, NoObjectives } from './NoObjectives';
import { PromiseNotices, SilentAlerts } from './Notices';
import { Objectives } from './Objectives';
import { RowEvidence } from './RowEvidence';
import { worstRowsFirst } from '../../core/slo/rowOrder';
import { scorecardCsv } from './scorecardCsv';
import { ownWindowTitle, useScorecardWindow } from './scorecardWindow';
import { silentKey, silentSources } from './silentSources';
import { WindowBar } from './WindowBar';

const NO_ROWS: readonly ScorecardRow[] = [];

/** All objectives, worst first: what was promised, what was kept, what is left. */
export function ScorecardList() {
  const window = useScorecardWindow();
  const { connection, library } = useConnection();
  const { user } = useServices();
  const promise = usePoll(usePromised());
  const { poll, state } = useScorecard(window.periods);
  const figuresPoll = useKpisPoll(window.periods[0]);
  const figures = usePoll(figuresPoll);
  const [params, change] = useAddress();
  const promised = state.value?.promised ?? promise.value;
  // What stands in the settings is known before anybody was asked.
  const provisioned = useMemo(() => objectivesOf(connection.settings, []).objectives, [connection]);
  const objectives = promised?.objectives ?? provisioned;
  const scorecard = state.value?.scorecard ?? null;
  const rows = useMemo(() => (scorecard === null ? NO_ROWS : worstRowsFirst(scorecard.rows)), [scorecard]);
  const silent = useMemo(() => silentSources(rows, figures.value ?? []), [rows, figures.value]);
  const isExplained = useCallback(
    (row: ScorecardRow) => {
      const key = silentKey(row);
      return key === null || !silent.has(key);
    },
    [silent]
  );
  const asked = evidenceOf(params.get('evidence'));
  const evidence = asked && rows.find(({ key }) => key === asked.of);
  const failed = state.failed ?? promise.failed;
  const refresh = () => {
    poll.refresh();
    figuresPoll.refresh();
  };
  const cancel = () => {
    poll.cancel();
    figuresPoll.cancel();
  };
  const figure =
    asked && figures.value?.find(({ definition }) => asked.field === 'figure' && definition.id === asked.of);
  const isEmpty = promised !== null && promised.objectives.length === 0;
  return (
    <Frame
      subTitle={t('scorecards.subtitle', 'What was promised, what was kept, and how much error budget is left.')}
      actions={
        <>
          {!isEmpty && <ExportCsv rows={rows} />}
          {user.isAdmin && !isEmpty && <NewObjective />}
        </>
      }
    >
      {!isEmpty && (
        <WindowBar
          window={window}
          own={ownWindowTitle(objectives)}
          span={commonSpan(rows)}
          poll={{ state, refresh, cancel }}
        />
      )}
      {failed && (
        <p role="alert">
          <Mark state="unknown" word={t('scorecards.failed', 'The objectives could not be read')} />{' '}
          {reasonWords(failed)}
        </p>
      )}
      {state.cancelled && (
        <p role="alert">
          <Mark state="unknown" word={t('scorecards.cancelled', 'Not read')} />{' '}
          {t('scorecards.cancelled-what', 'Reading was cancelled: nothing is judged.')}
        </p>
      )}
      {promised && (
        <PromiseNotices
          promised={promised}
          settings={connection.problems}
          told={[...silent.values()].flatMap(({ name }) => name ?? [])}
        />
      )}
      <SilentAlerts sources={[...silent.values()]} onRetry={refresh} />
      {!isEmpty && (
        <KeyFigures
          definitions={library.kpis}
          readings={figures.value}
          isReading={figures.isReading}
          failed={figures.failed}
          window={window.id}
        />
      )}
      {isEmpty ? (
        <NoObjectives isCertain={isWhole(promised, connection.problems)} />
      ) : (
        objectives.length > 0 && (
          <Objectives
            objectives={objectives}
            rows={scorecard === null ? null : rows}
            isReading={state.isReading}
            window={window}
            isExplained={isExplained}
          />
        )
      )}
      {asked && evidence && (
        <RowEvidence
          row={evidence}
          field={asked.field}
          periods={window.periods}
          rows={rows}
          read={{ askedMs: state.askedMs, readMs: state.readMs }}
          onClose={() => change({ evidence: null })}
        />
      )}
      <EnterFigure readings={figures.value ?? []} onWritten={figuresPoll.again} />
      {figure && <FigureEvidence reading={figure} readMs={figures.readMs} onClose={() => change({ evidence: null })} />}
    </Frame>
  );
}

/** Whether all that was promised is known. */
function isWhole({ journalFailed, problems, unsearched }: Promised, settings: readonly SettingsProblem[]): boolean {
  return journalFailed === null && problems.length === 0 && unsearched.length === 0 && settings.length === 0;
}

/** The stretch of time that all rows are seen over; null where they differ. */
function commonSpan(rows: readonly ScorecardRow[]) {
  const spans = rows.flatMap(({ results }) => results[0]?.span ?? []);
  const [first] = spans;
  return first && spans.every(({ fromMs, readToMs }) => fromMs === first.fromMs && readToMs === first.readToMs)
    ? first
    : null;
}

function ExportCsv({ rows }: { rows: readonly ScorecardRow[] }) {
  const zone = useZone();
  const { clock } = useServices();
  return (
    <Button
      variant="secondary"
      fill="outline"
      icon="download-alt"
      disabled={rows.length === 0}
      onClick={() => downloadCsv(scorecardCsv(rows, zone), `scorecards-${localDate(clock(), zone)}.csv`)}
    >
      {t('scorecards.csv', 'Export CSV')}
    </Button>
  );
}
