import type { PanelProps } from '@grafana/data';
import { EmptyState, LoadingBar } from '@grafana/ui';

import { browserClient } from '../../sources/browserClient';
import { breathing } from '../../ui/breathe';
import { browserServices } from '../../ui/browserSession';
import { ConnectionProvider, ConnectionView } from '../../ui/connection';
import { FocusHome } from '../../ui/FocusHome';
import { useAlong } from '../../ui/polling/usePoll';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useListDue } from '../../ui/round/useListDue';
import { useRound } from '../../ui/round/useRound';
import { ServicesProvider } from '../../ui/services';
import { t } from '../../ui/t';
import { ChecklistView } from './ChecklistView';
import type { ChecklistOptions } from './options';

/** One for all panels of a page: they share what is read. */
const services = browserServices(browserClient({ breathe: breathing() }), () =>
  import('../../library/builtin.gen').then(({ builtin }) => builtin)
);

/** A checklist in any dashboard: what needs a decision, worst first. */
export function ChecklistPanel(props: PanelProps<ChecklistOptions>) {
  return (
    <ServicesProvider services={services}>
      <ConnectionProvider>
        <ConnectionView loading={<LoadingBar width={props.width} />}>
          <FocusHome>
            <ChosenList {...props} />
          </FocusHome>
        </ConnectionView>
      </ConnectionProvider>
    </ServicesProvider>
  );
}

function ChosenList({ options, width, height, timeRange }: PanelProps<ChecklistOptions>) {
  const due = useListDue();
  const checklist = useChecklist(options.checklist === '' ? (due ?? '') : options.checklist);
  return checklist === null ? (
    <EmptyState variant="not-found" hideImage message={t('panel.no-list', 'No checklist of this name has rounds')} />
  ) : (
    <Ready
      key={checklist.template.id}
      connected={checklist}
      size={{ width, height }}
      refreshedMs={timeRange.to.valueOf()}
    />
  );
}

interface ReadyProps {
  connected: Checklist;
  size: { width: number; height: number };
  /** End of the dashboard's time range: moves with every refresh of the dashboard. */
  refreshedMs: number;
}

function Ready({ connected, size, refreshedMs }: ReadyProps) {
  const round = useRound(connected);
  useAlong(round.look.again, refreshedMs);
  return <ChecklistView round={round} size={size} />;
}
