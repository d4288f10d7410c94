import type { PanelProps } from '@grafana/data';
import { EmptyState, LinkButton, LoadingBar } from '@grafana/ui';

import type { Run } from '../../core/checklist/run';
import { isScheduled } from '../../core/checklist/template';
import { libraryOf } from '../../library/libraryOf';
import { browserClient } from '../../sources/browserClient';
import { breathing } from '../../ui/breathe';
import { browserServices } from '../../ui/browserSession';
import { ConnectionProvider, ConnectionView } from '../../ui/connection';
import { FocusHome } from '../../ui/FocusHome';
import { LoadableView } from '../../ui/LoadableView';
import { useAlong } from '../../ui/polling/usePoll';
import { useBegun } from '../../ui/round/useBegun';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useListDue } from '../../ui/round/useListDue';
import { useRound } from '../../ui/round/useRound';
import { ServicesProvider } from '../../ui/services';
import { t } from '../../ui/t';
import { ChecklistView } from './ChecklistView';
import type { ChecklistOptions } from './options';
import { todayHref } from './todayHref';

/** One for all panels of a page: they share what is read. */
const services = browserServices(browserClient({ breathe: breathing() }), libraryOf);

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
  if (checklist === null) {
    return (
      <EmptyState variant="not-found" hideImage message={t('panel.no-list', 'No checklist of this name has rounds')} />
    );
  }
  const { template } = checklist;
  const props = { connected: checklist, size: { width, height }, refreshedMs: timeRange.to.valueOf() };
  return isScheduled(template) ? <Ready key={template.id} {...props} /> : <OnDemand key={template.id} {...props} />;
}

/** The open round of a list that somebody begins; a panel begins none. */
function OnDemand(props: ReadyProps) {
  const { template } = props.connected;
  const { current, reread } = useBegun(template);
  return (
    <LoadableView
      of={current}
      subject={t('begin.subject', 'The rounds of this list')}
      loading={<LoadingBar width={props.size.width} />}
      empty={
        <EmptyState
          variant="call-to-action"
          hideImage
          message={t('panel.not-begun', 'Nobody has begun this list')}
          button={
            <LinkButton size="sm" variant="secondary" href={todayHref(template.id)}>
              {t('checklists.open-today', 'Open Today')}
            </LinkButton>
          }
        />
      }
      onRetry={reread}
    >
      {(begun) => <Ready key={begun.key} {...props} begun={begun} />}
    </LoadableView>
  );
}

interface ReadyProps {
  connected: Checklist;
  size: { width: number; height: number };
  /** End of the dashboard's time range: moves with every refresh of the dashboard. */
  refreshedMs: number;
  /** Of a list on demand. */
  begun?: Run;
}

function Ready({ connected, size, refreshedMs, begun }: ReadyProps) {
  const round = useRound(connected, begun);
  useAlong(round.look.again, refreshedMs);
  return <ChecklistView round={round} size={size} />;
}
