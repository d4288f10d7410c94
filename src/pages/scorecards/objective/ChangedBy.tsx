import { useState } from 'react';

import { OBJECTIVES_LIST } from '../../../core/slo/event';
import type { Objective } from '../../../core/slo/objective';
import { useConnection } from '../../../ui/connection';
import { useJournal } from '../../../ui/journal/useJournal';
import { reasonWords } from '../../../ui/reasonText';
import { useServices } from '../../../ui/services';
import { originWords } from '../../../ui/slo/methodWords';
import { t } from '../../../ui/t';
import { shortDateWithYear } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { definitionChange, targetIn } from './definitionChange';

/** Who changed the definition last, and where it stands. */
export function ChangedBy({ objective }: { objective: Objective }) {
  return objective.origin === 'journal' ? (
    <FromJournal objective={objective} />
  ) : (
    <>
      {t('changed.elsewhere', 'It stands {{where}}: who changed it is known there.', { where: originWords(objective) })}
    </>
  );
}

const DAY_MS = 86_400_000;

function FromJournal({ objective }: { objective: Objective }) {
  const zone = useZone();
  const { clock } = useServices();
  const { settings } = useConnection().connection;
  const [thenFromMs] = useState(() => clock() - DAY_MS);
  const { reading } = useJournal({ class: 'tpl', list: OBJECTIVES_LIST, fromMs: 0, thenFromMs, onlyRead: true });
  if (reading.state === 'failed') {
    return (
      <>
        {t('changed.unknown', 'Unknown: the journal could not be read. {{why}}', { why: reasonWords(reading.reason) })}
      </>
    );
  }
  if (reading.state !== 'ready') {
    return <>…</>;
  }
  const change = definitionChange(reading.value.events, objective.id, settings.activeObjectives ?? []);
  if (change === null) {
    return <>{t('changed.none', 'Unknown: its definition is not in the journal.')}</>;
  }
  const who = { by: change.by === '' ? '?' : change.by, day: shortDateWithYear(change.saidMs, zone) };
  const [before, now] = [targetIn(change.before), targetIn(change.now)];
  if (change.before === null) {
    return <>{t('changed.first', 'Defined by {{by}} on {{day}}', who)}</>;
  }
  return before !== now && before !== null && now !== null ? (
    <>{t('changed.target', 'Target {{before}} → {{now}} % by {{by}} on {{day}}', { ...who, before, now })}</>
  ) : (
    <>{t('changed.last', 'Changed by {{by}} on {{day}}', who)}</>
  );
}
