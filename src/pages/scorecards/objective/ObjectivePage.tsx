import { locationUtil } from '@grafana/data';
import { Badge, Button, EmptyState, LinkButton } from '@grafana/ui';
import { useMemo } from 'react';

import type { Labels } from '../../../core/check/series';
import { badPeriods } from '../../../core/slo/course';
import type { Promised } from '../../../core/slo/promises';
import type { Objective } from '../../../core/slo/objective';
import type { Scorecard } from '../../../core/slo/scorecard';
import { promiseOf } from '../../../core/slo/sentences';
import { useConnection } from '../../../ui/connection';
import { GrafanaLink } from '../../../ui/GrafanaLink';
import { Mark } from '../../../ui/Mark';
import { usePoll } from '../../../ui/polling/usePoll';
import { reasonAdvice, reasonWords } from '../../../ui/reasonText';
import { useServices } from '../../../ui/services';
import { recorderName } from '../../../ui/slo/methodWords';
import { usePromised, useScorecard } from '../../../ui/slo/useScorecard';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { evidenceOf } from '../evidenceAddress';
import { Frame } from '../Frame';
import { PromiseNotices, SilentAlerts } from '../Notices';
import { copyObjectiveHref, editObjectiveHref, objectiveHref, scorecardsHref } from '../paths';
import { RowEvidence } from '../RowEvidence';
import { rowTitle, worstRowsFirst } from '../../../core/slo/rowOrder';
import { ownWindowTitle, useScorecardWindow } from '../scorecardWindow';
import { silentSources } from '../silentSources';
import { WindowBar } from '../WindowBar';
import { ExportDrawer } from './ExportDrawer';
import { GroupSwitch } from './GroupSwitch';
import { ObjectiveBody } from './ObjectiveBody';
import { ObjectiveSkeleton } from './ObjectiveSkeleton';
import type { ObjectiveView } from './view';

interface Props {
  id: string;
  /** Values of its group's labels in their order; empty for the worst, or the only one. */
  group: readonly string[];
}

/** One objective: what is left of its budget, what ate it, and how that is known. */
export function ObjectivePage({ id, group }: Props) {
  const { connection } = useConnection();
  const window = useScorecardWindow();
  const promisedPoll = usePromised();
  const promise = usePoll(promisedPoll);
  const { poll, state } = useScorecard(window.periods);
  const [params, change] = useAddress();
  const promised = state.value?.promised ?? promise.value;
  const objective = promised?.objectives.find((one) => one.id === id) ?? null;
  const scorecard = state.value?.scorecard ?? null;
  const view = useView(promised, scorecard, id, group);
  const rows = scorecard?.rows ?? [];
  const own = worstRowsFirst(rows.filter((row) => row.objective.id === id));
  const failed = state.failed ?? promise.failed;
  const evidence = evidenceOf(params.get('evidence'));
  const shown = view && evidence?.of === view.row.key ? evidence : null;
  if (objective === null) {
    return promised === null ? (
      <Frame name={id}>
        {failed ? <Failed reason={failed} onRetry={promisedPoll.refresh} /> : <ObjectiveSkeleton />}
      </Frame>
    ) : (
      <NoSuchObjective id={id} promised={promised} window={window.id} />
    );
  }
  return (
    <Frame
      name={view && own.length < 2 ? rowTitle(view.row) : objective.title}
      verdict={view?.result.verdict ?? null}
      subTitle={promiseOf(objective)}
      info={infoOf(objective, view)}
      actions={<Actions objective={objective} view={view} onExport={() => change({ export: 'rules' })} />}
    >
      <GroupSwitch objective={objective} rows={own} shown={view?.row.key ?? null} window={window.id} />
      <WindowBar
        window={window}
        own={ownWindowTitle([objective])}
        span={view?.result.span ?? null}
        poll={{ state, refresh: poll.refresh, cancel: poll.cancel }}
      />
      {promised?.journalFailed && (
        <PromiseNotices promised={{ ...promised, problems: [], unsearched: [] }} settings={[]} told={[]} />
      )}
      <SilentAlerts sources={[...silentSources(own, []).values()].slice(0, 1)} onRetry={poll.refresh} />
      {failed && <Failed reason={failed} onRetry={poll.refresh} />}
      {view ? (
        <ObjectiveBody
          key={view.row.key}
          view={view}
          rows={rows}
          window={window.id}
          onWritten={() => void poll.again()}
          onExport={() => change({ export: 'rules' })}
        />
      ) : own.length > 0 ? (
        <NoSuchGroup group={group} href={objectiveHref(id, {}, window.id)} />
      ) : (
        !failed && <ObjectiveSkeleton isWaiting={!state.cancelled} />
      )}
      {view && shown && (
        <RowEvidence
          row={view.row}
          field={shown.field}
          periods={window.periods}
          rows={rows}
          read={{ askedMs: state.askedMs, readMs: state.readMs }}
          onClose={() => change({ evidence: null })}
        />
      )}
      {params.get('export') !== null && (
        <ExportDrawer objective={objective} settings={connection.settings} onClose={() => change({ export: null })} />
      )}
    </Frame>
  );
}

function useView(
  promised: Promised | null,
  scorecard: Scorecard | null,
  id: string,
  group: readonly string[]
): ObjectiveView | null {
  const { dataSources } = useConnection().connection;
  const wanted = group.join('\n');
  return useMemo(() => {
    const own = worstRowsFirst((scorecard?.rows ?? []).filter((row) => row.objective.id === id));
    const row = own.find((one) => groupKey(one.group) === wanted) ?? (wanted === '' ? own[0] : undefined);
    const [result] = row?.results ?? [];
    if (!row || !result || !scorecard || !promised) {
      return null;
    }
    const uid = row.reading?.source?.uid;
    return {
      objective: row.objective,
      row,
      result,
      atMs: scorecard.atMs,
      promised,
      periods: row.counts === null ? [] : badPeriods({ result, counts: row.counts }),
      leftOut: promised.exclusions.filter((said) => result.exclusions.includes(said)),
      source: dataSources.find((one) => one.uid === uid) ?? null,
    };
  }, [promised, scorecard, id, wanted, dataSources]);
}

function groupKey(group: Labels): string {
  return Object.values(group).join('\n');
}

function infoOf({ owner, service, sourceUid, ...objective }: Objective, view: ObjectiveView | null) {
  const recorder = recorderName({ owner, service, ...objective });
  const name = view?.row.reading?.source?.name ?? view?.source?.name ?? sourceUid;
  return [
    ...(recorder === null
      ? []
      : [{ label: t('objective.recorded-by', 'Recorded by'), value: <Badge color="blue" text={recorder} /> }]),
    ...(owner === '' ? [] : [{ label: t('objective.owner', 'Owner'), value: owner }]),
    { label: t('objective.service', 'Service'), value: service },
    ...(name === undefined ? [] : [{ label: t('objective.source', 'Source'), value: name }]),
  ];
}

interface ActionsProps {
  objective: Objective;
  view: ObjectiveView | null;
  onExport: () => void;
}

function Actions({ objective, view, onExport }: ActionsProps) {
  const { user } = useServices();
  const { id } = objective;
  const query = view?.row.reading?.ok === true ? view.row.reading.queries[0] : undefined;
  return (
    <>
      {view?.source && query !== undefined && (
        <GrafanaLink
          place={{
            to: 'explore',
            source: view.source,
            query,
            range: { fromMs: view.result.span.fromMs, toMs: view.result.span.readToMs },
          }}
          look="outline"
        >
          {t('objective.explore', 'Open in Explore')}
        </GrafanaLink>
      )}
      <Button variant="secondary" fill="outline" icon="share-alt" onClick={onExport}>
        {t('objective.export', 'Export rules')}
      </Button>
      {user.isAdmin &&
        (recorderName(objective) === null ? (
          <LinkButton variant="secondary" icon="pen" href={locationUtil.assureBaseUrl(editObjectiveHref(id))}>
            {t('objective.edit', 'Edit')}
          </LinkButton>
        ) : (
          <LinkButton variant="secondary" icon="copy" href={locationUtil.assureBaseUrl(copyObjectiveHref(id))}>
            {t('objective.copy', 'Copy to Ops Rounds')}
          </LinkButton>
        ))}
    </>
  );
}

function Failed({ reason, onRetry }: { reason: Parameters<typeof reasonWords>[0]; onRetry: () => void }) {
  return (
    <div role="alert">
      <p>
        <Mark state="unknown" word={t('objective.failed', 'The objective could not be read')} /> {reasonWords(reason)}{' '}
        {reasonAdvice(reason)}
      </p>
      <Button icon="sync" variant="secondary" onClick={onRetry}>
        {t('objective.retry', 'Retry')}
      </Button>
    </div>
  );
}

function NoSuchGroup({ group, href }: { group: readonly string[]; href: string }) {
  return (
    <EmptyState
      variant="not-found"
      message={t('objective.no-group', 'Nothing is counted for {{group}}', { group: group.join(', ') })}
      button={
        <LinkButton href={locationUtil.assureBaseUrl(href)}>
          {t('objective.worst-group', 'Open the worst group')}
        </LinkButton>
      }
    />
  );
}

function NoSuchObjective({ id, promised, window }: { id: string; promised: Promised; window: string | null }) {
  const problems = promised.problems.filter((problem) => problem.id === id || problem.id === '');
  return (
    <Frame name={id}>
      <PromiseNotices promised={{ ...promised, problems }} settings={[]} told={[]} />
      <EmptyState
        variant="not-found"
        message={t('objective.none', 'There is no objective "{{id}}"', { id })}
        button={
          <LinkButton href={locationUtil.assureBaseUrl(scorecardsHref(window))}>
            {t('objective.all', 'All objectives')}
          </LinkButton>
        }
      />
    </Frame>
  );
}
