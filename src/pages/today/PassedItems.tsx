import { Age } from '../../ui/Age';
import type { BoardItem } from '../../core/checklist/board';
import { plural, t } from '../../ui/t';
import { checksOnEntities } from '../../ui/entityCounts';
import { PassFold } from './PassFold';
import { useRoundView } from './roundView';

interface Props {
  ids: readonly string[];
  pendingIds: readonly string[];
  byId: ReadonlyMap<string, BoardItem>;
}

/** "11 pass  65 checks on 1,204 entities, all answered 12 s ago." Counts what passes now, whatever passed before. */
export function PassedItems({ ids, pendingIds, byId }: Props) {
  const { round, openItem } = useRoundView();
  const entries = [...ids, ...pendingIds].flatMap((id) => byId.get(id) ?? []);
  const pending = entries.filter((entry) => entry.pending);
  const passing = entries.filter((entry) => entry.verdict === 'pass');
  const { result } = round.look;
  if (passing.length === 0 && pending.length === 0) {
    return null;
  }
  return (
    <PassFold
      state="pass"
      word={t('tally.pass', '{{n}} pass', { n: passing.length })}
      entries={passing}
      onOpenItem={openItem}
      summary={
        <>
          {checksOnEntities(passing.flatMap((entry) => entry.checks))}
          {result && (
            <>
              {t('pass.answered', ', answered')} <Age sinceMs={result.askedMs} />.
            </>
          )}
          {pending.length > 0 &&
            ` ${plural('pass.pending', pending.length, { one: '{{count}} item is still checked.', other: '{{count}} items are still checked.' })}`}
        </>
      }
    />
  );
}
