import { IconButton, useStyles2 } from '@grafana/ui';

import type { BoardItem } from '../../core/checklist/board';
import { Mark } from '../../ui/Mark';
import { t } from '../../ui/t';
import { useZone } from '../../ui/zone';
import { OwnerLine } from './OwnerLine';
import { DecidedLine } from './DecidedLine';
import { ItemActions } from './ItemActions';
import { lastTime } from './lastTime';
import { getRowStyles } from './rowStyles';
import { useRoundView } from './roundView';

/** An item that a person looks at: what it is, why a person, and what was written last time. */
export function HandRow({ entry }: { entry: BoardItem }) {
  const styles = useStyles2(getRowStyles);
  const { round, decisions, nowMs, active, openItem, focusRow } = useRoundView();
  const zone = useZone();
  const { item, decision, needsDecision } = entry;
  const saving = round.journal.unsaved.get(item.id);
  const undo = () => {
    focusRow(item.id);
    decisions.takeBack([entry]);
  };
  return (
    <article className={styles.row} data-row={item.id} tabIndex={active === item.id ? 0 : -1} aria-label={item.title}>
      <div>
        <Mark state={needsDecision || saving === 'retrying' ? 'todo' : handState(entry)} />
      </div>
      <div className={styles.body}>
        <div className={styles.top}>
          <h4 className={styles.headline}>{item.title}</h4>
          <IconButton
            name="angle-right"
            size="xl"
            aria-label={t('item.evidence', 'Evidence of {{title}}', { title: item.title })}
            onClick={() => openItem(item.id)}
          />
        </div>
        {needsDecision && (
          <p className={styles.line}>
            {[item.byHand, lastTime(round.events, round.run, item.id, nowMs, zone)].filter(Boolean).join(' ')}
          </p>
        )}
        <OwnerLine owner={round.state.owners.get(item.id)} notes={round.state.notes.get(item.id) ?? []} />
        {decision && (
          <DecidedLine
            decision={decision}
            saving={saving}
            hint={active === item.id}
            onUndo={round.mayDecide ? undo : undefined}
          />
        )}
        {needsDecision && <ItemActions entry={entry} />}
      </div>
    </article>
  );
}

function handState({ decision }: BoardItem) {
  return decision?.kind === 'na' ? 'na' : decision?.kind === 'deferred' ? 'todo' : 'done';
}
