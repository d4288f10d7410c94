import { Button, Icon, useStyles2 } from '@grafana/ui';

import type { Decision } from '../../core/checklist/state';
import { Kbd } from '../../ui/Kbd';
import { Mark } from '../../ui/Mark';
import { t } from '../../ui/t';
import { instantOf } from '../../core/time/zone';
import { clockTime, shortDate } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { decidedBy, decidedWord } from './decisions';
import { getRowStyles } from './rowStyles';

interface Props {
  decision: Decision;
  saving: 'saving' | 'retrying' | undefined;
  hint: boolean;
  /** Absent: it cannot be taken back here. */
  onUndo?: () => void;
}

/** "Acknowledged by ops1, 08:38: note" with Undo; while it cannot be saved, that instead. */
export function DecidedLine({ decision, saving, hint, onUndo }: Props) {
  const zone = useZone();
  const styles = useStyles2(getRowStyles);
  if (saving === 'retrying') {
    return (
      <div className={styles.decided}>
        <Mark state="unknown" word={t('decided.not-saved', 'Not saved, retrying')} />
      </div>
    );
  }
  const { kind, note, to, until, atMs, conflict } = decision;
  return (
    <div className={styles.decided}>
      <Icon name="comment-alt" size="sm" aria-hidden />
      <span>
        <strong>{decidedWord(kind)}</strong> {to && t('decided.to', 'to {{to}} ', { to })}
        {until !== undefined &&
          t('decided.until', 'until {{date}} ', { date: shortDate(instantOf(until, '12:00', zone), zone) })}
        {decidedBy(decision, clockTime(atMs, zone))}
        {note && `: ${note}`}
        {conflict && (
          <div>
            <Mark
              state="warn"
              word={t('decided.conflict', 'Somebody decided otherwise at the same time. Decide again to settle it.')}
            />
          </div>
        )}
      </span>
      {onUndo && (
        <Button size="sm" variant="secondary" fill="text" onClick={onUndo}>
          {t('decided.undo', 'Undo')}
          {hint && <Kbd>U</Kbd>}
        </Button>
      )}
    </div>
  );
}
