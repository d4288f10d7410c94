import { Button, Modal } from '@grafana/ui';
import type { RefObject } from 'react';

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
  /** Where the focus stands at first, if that is not a field: Enter must not save what was not read. */
  cancelRef?: RefObject<HTMLButtonElement>;
}

/** The end of a dialog that writes into the journal: why it was not saved, and the two buttons. */
export function SaveFoot({ append: { isSaving, problem }, save, isReady, onCancel, cancelRef }: Props) {
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
        <Button ref={cancelRef} type="button" variant="secondary" fill="outline" onClick={onCancel}>
          {t('save.cancel', 'Cancel')}
        </Button>
        <Button type="submit" disabled={!isReady || isSaving}>
          {isSaving ? t('save.saving', 'Saving') : save}
        </Button>
      </Modal.ButtonRow>
    </>
  );
}
