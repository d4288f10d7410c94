import { Age } from '../../ui/Age';
import type { BoardItem } from '../../core/checklist/board';
import { waitingWords } from '../../ui/round/lookWords';
import { plural, t } from '../../ui/t';
import { checksOnEntities } from '../../ui/entityCounts';
import type { Round } from '../../ui/round/useRound';
import { useZone } from '../../ui/zone';
import { roundDate } from './beforeWords';
import { PassFold } from './PassFold';
import { useRoundView } from './roundView';

interface Props {
  ids: readonly string[];
  pendingIds: readonly string[];
  byId: ReadonlyMap<string, BoardItem>;
}

/**
 * "11 pass  65 checks on 1,204 entities, answered 12 s ago." Counts what passes now, whatever passed before; while an item is
 * pending there is nothing to count but those.
 */
export function PassedItems({ ids, pendingIds, byId }: Props) {
  const { round, openItem } = useRoundView();
  const zone = useZone();
  const entries = [...ids, ...pendingIds].flatMap((id) => byId.get(id) ?? []);
  const pending = entries.filter((entry) => entry.pending);
  const passing = entries.filter((entry) => entry.verdict === 'pass');
  const { result } = round.look;
  if (pending.length > 0) {
    return (
      <PassFold
        state="pending"
        word={plural('pass.pending', pending.length, {
          one: '{{count}} item is still checked',
          other: '{{count}} items are still checked',
        })}
        entries={pending}
        onOpenItem={openItem}
        summary={waitingWords(round.look.pending)}
      />
    );
  }
  if (passing.length === 0) {
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
              {t('pass.answered', ', answered')} <Age sinceMs={result.askedMs} />. {changesWords(round, zone)}
            </>
          )}
        </>
      }
    />
  );
}

/** What changed since the round before, of all items; empty where none is known. */
function changesWords({ before, differences }: Round, zone: string): string {
  if (before === null) {
    return '';
  }
  const date = roundDate(before.date, zone);
  return differences.size === 0
    ? t('pass.unchanged', 'Nothing changed since the round of {{date}}.', { date })
    : plural(
        'pass.changed',
        differences.size,
        {
          one: '{{count}} item changed since the round of {{date}}.',
          other: '{{count}} items changed since the round of {{date}}.',
        },
        { date }
      );
}
