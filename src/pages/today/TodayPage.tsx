import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { Button, EmptyState, useStyles2 } from '@grafana/ui';
import { useState, type ComponentProps, type ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';

import { Age, useNow } from '../../ui/Age';
import { ConnectionView, useReconnect } from '../../ui/connection';
import { Mark } from '../../ui/Mark';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useListDue } from '../../ui/round/useListDue';
import { answeredOf } from '../../ui/round/lookWords';
import { useRound, type Round } from '../../ui/round/useRound';
import { plural, t } from '../../ui/t';
import { clockTime, longDate } from '../../ui/when';
import { useZone } from '../../ui/zone';
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
  // A list that opens meanwhile does not take the place of the one that somebody works on.
  const [due] = useState(useListDue());
  const checklist = useChecklist(list ?? due ?? '');
  return checklist === null ? (
    <Frame>
      <EmptyState variant="not-found" message={t('today.no-list', 'No checklist of this name has rounds')} />
    </Frame>
  ) : (
    <TodayRound key={checklist.template.id} connected={checklist} />
  );
}

function TodayRound({ connected }: { connected: Checklist }) {
  const reconnect = useReconnect();
  const round = useRound(connected);
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
    <Frame subTitle={<Subtitle />} info={dataInfo(round)} actions={<Recheck round={round} />}>
      <RoundSurface round={round} openItem={withItem} />
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

type PageInfo = ComponentProps<typeof PluginPage>['info'];

interface FrameProps {
  subTitle?: ReactNode;
  info?: PageInfo;
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

/** Looks again at everything; reads Cancel meanwhile and keeps its width. */
function Recheck({ round }: { round: Round }) {
  const checking = round.look.checking !== null;
  return (
    <Button
      variant="secondary"
      icon={checking ? 'times' : 'sync'}
      style={{ minWidth: 120, justifyContent: 'center' }}
      onClick={checking ? round.look.cancel : round.look.again}
    >
      {checking ? t('recheck.cancel', 'Cancel') : t('recheck.again', 'Re-check')}
    </Button>
  );
}

/** "12 s ago from 5 of 6 sources" */
function dataInfo({ look }: Round): PageInfo {
  const { answered, all } = answeredOf(look);
  const label = t('today.data', 'Data');
  if (look.result === null || look.pending.length > 0) {
    const value = plural(
      'today.checking',
      all,
      { one: 'checking {{n}} of {{count}} source', other: 'checking {{n}} of {{count}} sources' },
      { n: answered }
    );
    return look.checking === null ? [] : [{ label, value }];
  }
  if (answered < all) {
    const word = plural(
      'today.silent',
      all,
      { one: 'the source is silent', other: '{{n}} of {{count}} sources silent' },
      { n: all - answered }
    );
    return [{ label, value: <Mark state="unknown" word={word} size="sm" /> }];
  }
  const value = (
    <>
      <Age sinceMs={look.result.askedMs} />{' '}
      {plural('today.from', all, { one: 'from {{count}} source', other: 'from {{count}} of {{count}} sources' })}
    </>
  );
  return all === 0 ? [] : [{ label, value }];
}

const getStyles = (theme: GrafanaTheme2) => ({
  // One column until the aside has something to say; the widths inside are the container's and not the viewport's.
  container: css({ containerType: 'inline-size', maxWidth: 1080, width: '100%' }),
  subtitle: css({ color: theme.colors.text.primary }),
  quiet: css({ color: theme.colors.text.secondary }),
});
