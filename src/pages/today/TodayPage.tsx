import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { Button, EmptyState, LinkButton, useStyles2 } from '@grafana/ui';
import { useState, type ComponentProps, type ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';

import { listsOn } from '../../core/checklist/due';
import type { Run } from '../../core/checklist/run';
import { isScheduled } from '../../core/checklist/template';
import { appHref } from '../../ui/appHref';
import { useNow } from '../../ui/Age';
import { ConnectionView, useConnection, useReconnect } from '../../ui/connection';
import { LoadableView } from '../../ui/LoadableView';
import { useBegun } from '../../ui/round/useBegun';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useListDue } from '../../ui/round/useListDue';
import { dataInfo } from '../../ui/round/dataInfo';
import { Recheck } from '../../ui/round/Recheck';
import { useRound } from '../../ui/round/useRound';
import { t } from '../../ui/t';
import { clockTime, longDate } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { useDuty, type DutyWords } from '../../ui/round/useDuty';
import { useSummaries } from '../../ui/round/useSummaries';
import { Aside } from './Aside';
import { BeginList } from './BeginList';
import { FirstRun } from './FirstRun';
import { ItemDrawer } from './ItemDrawer';
import { RoundSkeleton } from './RoundSkeleton';
import { RoundSurface } from './RoundSurface';

/** Today: the list of the address, else the one that is due, decided by its checks and by people, and signed. */
export function TodayPage() {
  return (
    <ConnectionView
      loading={
        <Frame>
          <RoundSkeleton />
        </Frame>
      }
      failed={(notice) => <Frame>{notice}</Frame>}
    >
      <ListOfAddress />
    </ConnectionView>
  );
}

function ListOfAddress() {
  const { list } = useParams();
  const due = useListDue();
  const isKnown = useSummaries().state !== 'loading';
  // A list that opens meanwhile does not take the place of the one that somebody works on.
  const [kept, keep] = useState<string | null>(null);
  if (isKnown && kept === null && due !== null) {
    keep(due);
  }
  const checklist = useChecklist(list ?? kept ?? due ?? '');
  if (checklist === null) {
    return (
      <Frame>
        <EmptyState variant="not-found" message={t('today.no-list', 'No checklist of this name has rounds')} />
      </Frame>
    );
  }
  const { template } = checklist;
  return isScheduled(template) ? (
    <TodayRound key={template.id} connected={checklist} />
  ) : (
    <OnDemand key={template.id} connected={checklist} />
  );
}

/** A list that somebody begins when there is reason to: its open round, or the button that begins one. */
function OnDemand({ connected }: { connected: Checklist }) {
  const { connection, library } = useConnection();
  const begun = useBegun(connected.template);
  if (!connection.configured) {
    return (
      <Frame subTitle={<Subtitle />}>
        <EmptyState
          variant="call-to-action"
          message={t('history.not-started', 'The rounds are not turned on yet')}
          button={<LinkButton href={appHref('today')}>{t('history.open-today', 'Open Today')}</LinkButton>}
        />
      </Frame>
    );
  }
  const isOn = listsOn(connection.settings, library.checklists).some(({ id }) => id === connected.template.id);
  return (
    <LoadableView
      of={begun.current}
      subject={t('begin.subject', 'The rounds of this list')}
      loading={
        <Frame>
          <RoundSkeleton />
        </Frame>
      }
      failed={(notice) => <Frame>{notice}</Frame>}
      empty={
        <Frame subTitle={<Subtitle />}>
          <BeginList template={connected.template} begun={begun} isOn={isOn} />
        </Frame>
      }
      onRetry={begun.reread}
    >
      {(run) => <TodayRound key={run.key} connected={connected} begun={run} begin={isOn ? begun.begin : null} />}
    </LoadableView>
  );
}

interface RoundProps {
  connected: Checklist;
  /** Of a list on demand: its round, and the act that begins another one; null while none may be begun. */
  begun?: Run;
  begin?: (() => void) | null;
}

function TodayRound({ connected, begun, begin = null }: RoundProps) {
  const styles = useStyles2(getStyles);
  const duty = useDuty();
  const reconnect = useReconnect();
  const round = useRound(connected, begun);
  const [params, setParams] = useSearchParams();
  const entry = round.board.items.find(({ item }) => item.id === params.get('item'));
  const withItem = (itemId: string | null, checkId?: string) =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      for (const [name, value] of Object.entries({ item: itemId, check: checkId })) {
        if (value) {
          next.set(name, value);
        } else {
          next.delete(name);
        }
      }
      return next;
    });
  if (!connected.connection.configured) {
    return (
      <Frame subTitle={<Subtitle />}>
        <FirstRun round={round} onStarted={reconnect} />
      </Frame>
    );
  }
  return (
    <Frame
      subTitle={<Subtitle />}
      info={[...dutyInfo(duty), ...dataInfo(round.look)]}
      actions={
        <>
          <Recheck look={round.look} />
          {begin && (
            <Button variant="secondary" icon="plus" onClick={begin}>
              {t('begin.another', 'Start another')}
            </Button>
          )}
          <LinkButton variant="secondary" icon="exchange-alt" href={appHref('today/handover')}>
            {t('today.hand-over', 'Hand over')}
          </LinkButton>
        </>
      }
    >
      <div className={styles.columns}>
        <RoundSurface round={round} openItem={withItem} />
        <Aside round={round} />
      </div>
      {entry && round.groups && (
        <ItemDrawer
          key={entry.item.id}
          round={round}
          entry={entry}
          checkId={params.get('check')}
          onClose={() => withItem(null)}
        />
      )}
    </Frame>
  );
}

type PageInfo = NonNullable<ComponentProps<typeof PluginPage>['info']>;

interface FrameProps {
  subTitle?: ReactNode;
  info?: PageInfo | undefined;
  actions?: ReactNode;
  children: ReactNode;
}

function Frame({ subTitle, info, actions, children }: FrameProps) {
  const styles = useStyles2(getStyles);
  return (
    <PluginPage pageNav={{ text: t('today.title', 'Today') }} subTitle={subTitle} info={info} actions={actions}>
      <div className={styles.container}>{children}</div>
    </PluginPage>
  );
}

/** "Friday 20 November, 08:37 Europe/Madrid": the one place where the zone is named. */
function Subtitle() {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  const nowMs = useNow(() => 10_000);
  return (
    <span className={styles.subtitle}>
      {longDate(nowMs, zone)}, {clockTime(nowMs, zone)} <span className={styles.quiet}>{zone}</span>
    </span>
  );
}

/** "ops1 until 14:00, then ops2", a label for each rotation. */
function dutyInfo(duty: readonly DutyWords[]): PageInfo {
  return duty.map(({ title, who, rest }) => ({
    label: title,
    value: (
      <>
        <strong>{who}</strong> {rest}
      </>
    ),
  }));
}

const getStyles = (theme: GrafanaTheme2) => ({
  // The widths inside are the container's and not the viewport's.
  container: css({ containerType: 'inline-size', maxWidth: 1376, width: '100%' }),
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 264px',
    gap: theme.spacing(4),
    alignItems: 'start',
    '@container (max-width: 859px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  subtitle: css({ color: theme.colors.text.primary }),
  quiet: css({ color: theme.colors.text.secondary }),
});
