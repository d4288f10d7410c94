import { Button, Modal } from '@grafana/ui';
import { useState } from 'react';

import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';
import { removeDefinition, type Saved } from './saveDefinitions';
import { SavedNotice } from './SavedNotice';

interface Props {
  id: string;
  base: string;
  title: string;
  onClose: () => void;
  onRemoved: () => void;
}

/** Takes an objective out of those that count. */
export function RemoveDialog({ id, base, title, onClose, onRemoved }: Props) {
  const services = useServices();
  const [saved, setSaved] = useState<Saved | null>(null);
  const [isSaving, setSaving] = useState(false);
  const remove = () => {
    setSaving(true);
    setSaved(null);
    void removeDefinition({ id, base }, services, new AbortController().signal).then((outcome) => {
      setSaving(false);
      setSaved(outcome);
      if (outcome.code === 'saved') {
        onRemoved();
      }
    });
  };
  return (
    <Modal isOpen onDismiss={onClose} title={t('remove.title', 'Remove {{title}}', { title })}>
      <p>
        {t(
          'remove.what',
          'It is not judged any more, on any page, panel or report. Its definition stays in the journal, from where it can be saved again.'
        )}
      </p>
      <div aria-live="assertive">
        <SavedNotice saved={saved} />
      </div>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          {t('save.cancel', 'Cancel')}
        </Button>
        <Button variant="destructive" disabled={isSaving} onClick={remove}>
          {isSaving ? t('remove.removing', 'Removing') : t('remove.remove', 'Remove')}
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}
