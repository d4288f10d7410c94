import { usePoll } from '../../ui/polling/usePoll';
import { usePromised, useScorecard } from '../../ui/slo/useScorecard';
import { t } from '../../ui/t';
import { Frame } from './Frame';
import { ownWindowTitle, useScorecardWindow } from './scorecardWindow';
import { WindowBar } from './WindowBar';

/** All objectives, worst first. */
export function ScorecardList() {
  const window = useScorecardWindow();
  const promised = usePoll(usePromised());
  const { poll, state } = useScorecard(window.periods);
  return (
    <Frame subTitle={t('scorecards.subtitle', 'What was promised, what was kept, and how much error budget is left.')}>
      <WindowBar
        window={window}
        own={ownWindowTitle(promised.value?.objectives ?? [])}
        span={state.value?.scorecard.rows[0]?.results[0]?.span ?? null}
        poll={{ state, refresh: poll.refresh, cancel: poll.cancel }}
      />
    </Frame>
  );
}
