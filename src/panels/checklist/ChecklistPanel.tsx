import type { PanelProps } from '@grafana/data';
import { EmptyState } from '@grafana/ui';
import { useEffect, useMemo, useRef } from 'react';

import { browserClient } from '../../sources/browserClient';
import { browserServices } from '../../ui/browserSession';
import { LoadableView } from '../../ui/LoadableView';
import { useConnection, type Connected } from '../../ui/round/useConnection';
import { useRound } from '../../ui/round/useRound';
import { ServicesProvider } from '../../ui/services';
import { t } from '../../ui/t';
import { ChecklistView } from './ChecklistView';
import type { ChecklistOptions } from './options';

/** A checklist in any dashboard: what needs a decision, worst first. */
export function ChecklistPanel(props: PanelProps<ChecklistOptions>) {
  const services = useMemo(
    () => browserServices(browserClient(), () => import('../../library/builtin.gen').then(({ builtin }) => builtin)),
    []
  );
  return (
    <ServicesProvider services={services}>
      <Checklist {...props} />
    </ServicesProvider>
  );
}

function Checklist({ options, width, height, timeRange }: PanelProps<ChecklistOptions>) {
  const { connected, reconnect } = useConnection(options.checklist);
  return (
    <LoadableView
      of={connected}
      subject={t('panel.subject', 'The settings of Ops Rounds')}
      onRetry={reconnect}
      loading={null}
      empty={
        <EmptyState variant="not-found" hideImage message={t('panel.no-list', 'There is no checklist of this name')} />
      }
    >
      {(value) => <Ready connected={value} size={{ width, height }} refreshedMs={timeRange.to.valueOf()} />}
    </LoadableView>
  );
}

interface ReadyProps {
  connected: Connected;
  size: { width: number; height: number };
  /** End of the dashboard's time range: moves with every refresh of the dashboard. */
  refreshedMs: number;
}

function Ready({ connected, size, refreshedMs }: ReadyProps) {
  const round = useRound(connected);
  const { again } = round.look;
  const seen = useRef(refreshedMs);
  useEffect(() => {
    if (seen.current !== refreshedMs) {
      seen.current = refreshedMs;
      again();
    }
  }, [refreshedMs, again]);
  return <ChecklistView round={round} size={size} />;
}
