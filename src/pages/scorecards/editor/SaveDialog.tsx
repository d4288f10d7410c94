import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Modal, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';
import { DiffView } from '../../../ui/editor/DiffView';
import { draftText } from './readDraft';
import { saveDefinitions, type NewDefinition, type Saved } from './saveDefinitions';
import { SavedNotice } from './SavedNotice';

interface Props {
  /** What counts now; empty for nothing. */
  before: string;
  after: string;
  definition: NewDefinition;
  onClose: () => void;
  onSaved: () => void;
}

/** What changes, before it does. */
export function SaveDialog({ before, after, definition, onClose, onSaved }: Props) {
  const styles = useStyles2(getStyles);
  const services = useServices();
  const [saved, setSaved] = useState<Saved | null>(null);
  const [isSaving, setSaving] = useState(false);
  const save = (isForced: boolean) => {
    setSaving(true);
    setSaved(null);
    // What was begun is not left half done because somebody looks elsewhere.
    void saveDefinitions([definition], services, { signal: new AbortController().signal, isForced }).then((outcome) => {
      setSaving(false);
      setSaved(outcome);
      if (outcome.code === 'saved') {
        onSaved();
      }
    });
  };
  const theirs = saved?.code === 'conflict' && typeof saved.theirs === 'object' ? saved.theirs : null;
  // What is provisioned cannot be replaced.
  const canForce = saved?.code === 'conflict' && saved.by !== '';
  return (
    <Modal isOpen onDismiss={onClose} title={t('save.title', 'Save {{title}}', { title: definition.title })}>
      <p>
        {before === ''
          ? t('save.new', 'It is new. It counts for everybody as soon as it is saved.')
          : t(
              'save.change',
              'It counts for everybody as soon as it is saved, for the past as well: windows are judged anew.'
            )}
      </p>
      <DiffView before={theirs === null ? before : draftText(theirs)} after={after} />
      <div className={styles.notice} aria-live="assertive">
        <SavedNotice saved={saved} />
      </div>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          {t('save.cancel', 'Cancel')}
        </Button>
        {canForce ? (
          <Button variant="destructive" disabled={isSaving} onClick={() => save(true)}>
            {t('save.replace', 'Replace theirs')}
          </Button>
        ) : (
          <Button disabled={isSaving} onClick={() => save(false)}>
            {isSaving ? t('save.saving', 'Saving') : t('save.save', 'Save')}
          </Button>
        )}
      </Modal.ButtonRow>
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ notice: css({ marginTop: theme.spacing(2) }) });
