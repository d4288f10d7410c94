import type { Objective } from '../../../core/slo/objective';
import { useConnection } from '../../../ui/connection';
import { reasonWords } from '../../../ui/reasonText';
import { originWords } from '../../../ui/slo/methodWords';
import { t } from '../../../ui/t';
import { shortDateWithYear } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { useDefinitions } from '../useDefinitions';
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

function FromJournal({ objective }: { objective: Objective }) {
  const zone = useZone();
  const { settings } = useConnection().connection;
  const { loaded } = useDefinitions();
  if (loaded.state === 'failed') {
    return (
      <>
        {t('changed.unknown', 'Unknown: the journal could not be read. {{why}}', { why: reasonWords(loaded.reason) })}
      </>
    );
  }
  if (loaded.state !== 'ready') {
    return <>…</>;
  }
  const change = definitionChange(loaded.value, objective.id, settings.activeObjectives ?? []);
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
