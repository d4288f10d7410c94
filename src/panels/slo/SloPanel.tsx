import type { PanelProps } from '@grafana/data';
import { LoadingBar } from '@grafana/ui';
import { useMemo } from 'react';

import { objectivesOf } from '../../core/slo/objectives';
import { worstRowsFirst } from '../../core/slo/rowOrder';
import { libraryOf } from '../../library/libraryOf';
import { browserClient } from '../../sources/browserClient';
import { useNow } from '../../ui/Age';
import { browserServices } from '../../ui/browserSession';
import { ConnectionProvider, ConnectionView, useConnection } from '../../ui/connection';
import { FirstReading, SilentSource } from '../../ui/panel/PanelNotice';
import { useAlong, usePoll } from '../../ui/polling/usePoll';
import { ServicesProvider } from '../../ui/services';
import { usePromised, useScorecard } from '../../ui/slo/useScorecard';
import { t } from '../../ui/t';
import { useZone } from '../../ui/zone';
import { chooser, periodOf } from './chosen';
import { NoneChosen, NoObjectives } from './NoObjectives';
import type { SloOptions } from './options';
import { silentFor } from './silentFor';
import { SloView } from './SloView';

/** One for all panels of a page: they share what is read. */
const services = browserServices(browserClient(), libraryOf);

/** Objectives in any dashboard: what was kept, how much budget is left, worst first. */
export function SloPanel(props: PanelProps<SloOptions>) {
  return (
    <ServicesProvider services={services}>
      <ConnectionProvider>
        <ConnectionView loading={<LoadingBar width={props.width} />}>
          <ChosenObjectives {...props} />
        </ConnectionView>
      </ConnectionProvider>
    </ServicesProvider>
  );
}

type Shown = Pick<PanelProps<SloOptions>, 'options' | 'width' | 'height' | 'timeRange' | 'replaceVariables'>;

/** Reads all objectives and shows those that the options choose; their names at once. */
export function ChosenObjectives({ options, width, height, timeRange, replaceVariables }: Shown) {
  const { connection } = useConnection();
  const zone = useZone();
  const nowMs = useNow(() => 60_000);
  const period = periodOf(options.period, nowMs, zone);
  const promise = usePoll(usePromised());
  const { poll, state } = useScorecard([period]);
  useAlong(poll.refresh, timeRange.to.valueOf());
  // What stands in the settings is known before anybody was asked.
  const provisioned = useMemo(() => objectivesOf(connection.settings, []).objectives, [connection]);
  const isChosen = chooser(options, (text) => replaceVariables(text, undefined, 'csv'));
  const size = { width, height };
  const promised = state.value?.promised ?? promise.value;
  const objectives = promised?.objectives ?? provisioned;
  const chosen = objectives.filter(isChosen);
  const rows = state.value && worstRowsFirst(state.value.scorecard.rows.filter((row) => isChosen(row.objective)));
  const silent = silentFor(state.failed ?? (state.value ? null : promise.failed), rows);
  if (silent) {
    return (
      <div style={size}>
        <SilentSource
          {...silent}
          isReading={state.isReading}
          lastGoodMs={state.lastGood?.scorecard.atMs ?? null}
          onRetry={poll.refresh}
        />
      </div>
    );
  }
  if (objectives.length === 0) {
    return (
      <div style={size}>
        {promised === null ? (
          <FirstReading name={t('panel.slo.objectives', 'Objectives')} progress={state.progress} width={width} />
        ) : (
          <NoObjectives promised={promised} problems={connection.problems} onRetry={poll.refresh} />
        )}
      </div>
    );
  }
  if (chosen.length === 0 && promised !== null) {
    return (
      <div style={size}>
        <NoneChosen all={objectives.length} period={period} />
      </div>
    );
  }
  return (
    <SloView
      objectives={chosen}
      rows={rows}
      promised={promised}
      period={period}
      progress={state.progress}
      isReading={state.isReading}
      nowMs={nowMs}
      size={size}
    />
  );
}
