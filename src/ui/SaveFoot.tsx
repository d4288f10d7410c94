import { Button, Modal } from '@grafana/ui';

import type { Append } from './journal/useAppend';
import { reasonAdvice, reasonWords } from './reasonText';
import { t } from './t';

interface Props {
  append: Pick<Append, 'isSaving' | 'problem'>;
  /** What the button that saves says. */
  save: string;
  /** Everything is filled in. */
  isReady: boolean;
  onCancel: () => void;
}

/** The end of a dialog that writes into the journal: why it was not saved, and the two buttons. */
export function SaveFoot({ append: { isSaving, problem }, save, isReady, onCancel }: Props) {
  return (
    <>
      {problem && (
        <p role="alert">
          {t('save.failed', 'Not saved. {{why}} {{advice}}', {
            why: reasonWords(problem),
            advice: reasonAdvice(problem),
          })}
        </p>
      )}
      <Modal.ButtonRow>
        <Button type="button" variant="secondary" fill="outline" onClick={onCancel}>
          {t('save.cancel', 'Cancel')}
        </Button>
        <Button type="submit" disabled={!isReady || isSaving}>
          {isSaving ? t('save.saving', 'Saving') : save}
        </Button>
      </Modal.ButtonRow>
    </>
  );
}
