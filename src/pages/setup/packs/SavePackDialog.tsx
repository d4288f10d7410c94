import { Button, Modal } from '@grafana/ui';

import { DiffView } from '../../../ui/editor/DiffView';
import { t } from '../../../ui/t';
import { RefusedNotice } from '../RefusedNotice';
import type { Change } from '../useChange';

interface Props {
  title: string;
  /** Empty for a new pack. */
  before: string;
  after: string;
  change: Pick<Change, 'isSaving' | 'refused'>;
  onSave: () => void;
  onClose: () => void;
}

/** What changes, before it does. */
export function SavePackDialog({ title, before, after, change: { isSaving, refused }, onSave, onClose }: Props) {
  return (
    <Modal isOpen onDismiss={onClose} title={t('save.title', 'Save {{title}}', { title })}>
      <p>
        {t(
          'packs.save-what',
          'It counts for everybody as soon as it is saved: on screens, in panels, in reports and for the command line.'
        )}
      </p>
      <DiffView before={before} after={after} />
      {refused && <RefusedNotice refused={refused} />}
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          {t('save.cancel', 'Cancel')}
        </Button>
        <Button disabled={isSaving} onClick={onSave}>
          {isSaving ? t('save.saving', 'Saving') : t('save.save', 'Save')}
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}
