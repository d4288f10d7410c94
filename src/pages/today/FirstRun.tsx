import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, EmptyState, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import type { SourceStatus } from '../../core/check/result';
import type { Reason } from '../../core/check/verdict';
import { isScheduled, type ChecklistTemplate } from '../../core/checklist/template';
import { Age } from '../../ui/Age';
import { causeSource } from '../../ui/causeSource';
import { useConnection } from '../../ui/connection';
import { reasonOf } from '../../ui/loadable';
import { Mark } from '../../ui/Mark';
import { GrafanaLink, useMayFollow } from '../../ui/GrafanaLink';
import { reasonAdvice, reasonWords } from '../../ui/reasonText';
import type { Round } from '../../ui/round/useRound';
import { useServices } from '../../ui/services';
import { recurrenceWords } from '../../ui/recurrenceWords';
import { plural, t } from '../../ui/t';
import { firstLook, type FirstLook } from './firstLook';
import { ListChoice } from './ListChoice';
import { PackTables } from './PackTables';
import { RoundSkeleton } from './RoundSkeleton';

/** What can be decided by machine with the data sources at hand, before anybody started the rounds. Writes nothing by itself. */
export function FirstRun({ round, onStarted }: { round: Round; onStarted: () => void }) {
  const styles = useStyles2(getStyles);
  const { connected, look } = round;
  if (connected.connection.dataSources.length === 0) {
    return <NoDataSource />;
  }
  if (!look.result || look.pending.length > 0) {
    return look.checking !== null ? <RoundSkeleton /> : <LookAgain round={round} />;
  }
  const found = firstLook(connected.template, look.result);
  const silent = look.result.sources.filter((source) => !source.answered);
  if (found.withData.length === 0 && silent.length > 0) {
    return (
      <div className={styles.page}>
        <SilentSources silent={silent} round={round} />
        <LookAgain round={round} variant="primary" />
      </div>
    );
  }
  return (
    <div className={styles.page}>
      {silent.length > 0 && <SilentSources silent={silent} round={round} />}
      <h2 className={styles.title}>
        {plural(
          'first.title',
          connected.template.items.length,
          {
            one: '{{n}} of {{count}} item can be decided by machine today',
            other: '{{n}} of {{count}} items can be decided by machine today',
          },
          { n: found.itemsByMachine }
        )}
      </h2>
      <p className={styles.line}>{summary(found, connected.template.items.length)}</p>
      <Start round={round} packs={found.withData.length} onStarted={onStarted} />
      <PackTables found={found} dataSources={connected.connection.dataSources} />
      <LookAgain round={round} />
    </div>
  );
}

function summary({ withData, itemsByMachine, itemsUnknown, itemsForGood }: FirstLook, items: number): string {
  const rest = items - itemsByMachine - itemsUnknown;
  const asked = t('first.asked', 'Ops Rounds asked the data sources you already have.');
  const packs = plural('first.packs', withData.length, {
    one: '{{count}} check pack has data.',
    other: '{{count}} check packs have data.',
  });
  const stays = plural('first.stays', rest, {
    one: 'The other item stays with a person',
    other: 'The other {{count}} items stay with a person',
  });
  const why = t('first.why', '{{stays}}: {{more}} until you connect more, {{good}} for good.', {
    stays,
    more: rest - itemsForGood,
    good: itemsForGood,
  });
  const unknown = plural('first.unknown', itemsUnknown, {
    one: 'Of {{count}} item it is not known yet.',
    other: 'Of {{count}} items it is not known yet.',
  });
  return [asked, packs, itemsUnknown > 0 && unknown, rest > 0 && why].filter(Boolean).join(' ');
}

function Start({ round, packs, onStarted }: { round: Round; packs: number; onStarted: () => void }) {
  const styles = useStyles2(getStyles);
  const { user, saveSettings, clock } = useServices();
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState<Reason | null>(null);
  const { settings } = round.connected.connection;
  const { template } = round.connected;
  const lists = useConnection().library.checklists;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set([template.id]));
  const on = lists.filter(({ id }) => chosen.has(id));
  const timezone = settings.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!user.isAdmin) {
    return <p className={styles.quiet}>{t('first.not-admin', 'An organisation admin can start the rounds.')}</p>;
  }
  const start = () => {
    setSaving(true);
    setFailed(null);
    saveSettings(
      { ...settings, timezone, checklists: on.map(({ id }) => id), startedMs: clock() },
      new AbortController().signal
    ).then(onStarted, (error: unknown) => {
      setSaving(false);
      setFailed(reasonOf(error));
    });
  };
  return (
    <div className={styles.start}>
      {lists.length > 1 && <ListChoice lists={lists} chosen={chosen} onChange={setChosen} />}
      <Button onClick={start} disabled={saving || on.length === 0}>
        {packs === 0
          ? t('first.start-by-hand', 'Start by hand')
          : plural('first.start', packs, { one: 'Start with {{count}} pack', other: 'Start with {{count}} packs' })}
      </Button>
      {failed && (
        <div role="alert">
          <Mark state="unknown" word={t('first.not-started', 'The rounds were not started')} /> {reasonWords(failed)}{' '}
          {reasonAdvice(failed)}
        </div>
      )}
      <p className={styles.quiet}>
        {t('first.nothing-written', 'Nothing has been written yet.')} {startWords(on, timezone)}
      </p>
    </div>
  );
}

/** What starting turns on; nothing where no list is chosen. */
function startWords(lists: readonly ChecklistTemplate[], zone: string): string {
  const [list, ...others] = lists;
  if (list === undefined) {
    return t('first.no-list', 'Choose at least one checklist.');
  }
  return others.length > 0 || !isScheduled(list)
    ? plural(
        'first.turns-on-several',
        lists.length,
        {
          one: 'Starting turns on {{count}} checklist, {{zone}}.',
          other: 'Starting turns on {{count}} checklists, {{zone}}.',
        },
        { zone }
      )
    : t('first.turns-on', 'Starting turns on the {{list}}, {{days}}, {{zone}}.', {
        list: list.title,
        days: recurrenceWords(list.recurrence),
        zone,
      });
}

/** What did not answer leads: until it does, nothing can be said about the packs that ask it. */
function SilentSources({ silent, round }: { silent: readonly SourceStatus[]; round: Round }) {
  const styles = useStyles2(getStyles);
  const { dataSources } = round.connected.connection;
  return silent.map(({ uid, name, problem }) => (
    <section key={uid} className={styles.silent}>
      <Mark state="unknown" />
      <h2 className={styles.title}>
        {t('cause.silent', '{{source}} does not answer', {
          source: causeSource({ sourceUid: uid, sourceName: name }, dataSources),
        })}
      </h2>
      {problem && (
        <p className={styles.line}>
          {reasonWords(problem)} {reasonAdvice(problem)}
        </p>
      )}
      <p className={styles.quiet}>
        {t('first.silent-why', 'What can be decided by machine with it is unknown until it answers.')}
      </p>
    </section>
  ));
}

function LookAgain({ round, variant = 'secondary' }: { round: Round; variant?: 'primary' | 'secondary' }) {
  const styles = useStyles2(getStyles);
  const { look } = round;
  const checking = look.checking !== null;
  return (
    <div className={styles.again}>
      <Button
        {...(variant === 'primary' ? { variant } : { size: 'sm', variant, fill: 'text' })}
        icon={checking ? 'times' : 'sync'}
        onClick={checking ? look.cancel : look.again}
      >
        {checking ? t('recheck.cancel', 'Cancel') : t('recheck.again', 'Re-check')}
      </Button>
      {look.result && (
        <span className={styles.quiet}>
          {t('first.looked', 'Looked')} <Age sinceMs={look.result.askedMs} />.
        </span>
      )}
    </div>
  );
}

function NoDataSource() {
  const mayAdd = useMayFollow('new-data-source');
  return (
    <EmptyState
      variant="call-to-action"
      message={t('first.none', 'Ops Rounds has nothing to look at yet')}
      button={mayAdd ? <GrafanaLink place={{ to: 'new-data-source' }} look="button" /> : undefined}
    >
      {mayAdd
        ? t('first.none-why', 'The checks need at least one Prometheus data source.')
        : t('first.none-viewer', 'An organisation admin can add a Prometheus data source and start the rounds.')}
    </EmptyState>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(3),
    maxWidth: 960,
    paddingTop: theme.spacing(2),
  }),
  title: css({ ...theme.typography.h3, margin: 0 }),
  line: css({ margin: 0, maxWidth: '80ch' }),
  silent: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: theme.spacing(1) }),
  start: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: theme.spacing(1) }),
  quiet: css({ color: theme.colors.text.secondary, margin: 0, maxWidth: '80ch' }),
  again: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
});
