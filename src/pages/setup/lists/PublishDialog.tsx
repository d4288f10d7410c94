import { Button, Modal } from '@grafana/ui';
import { useState } from 'react';

import type { Reason } from '../../../core/check/verdict';
import type { ChecklistTemplate } from '../../../core/checklist/template';
import { publishDraft } from '../../../core/checklist/templateEvent';
import { useConnection } from '../../../ui/connection';
import { DiffView } from '../../../ui/editor/DiffView';
import { reasonOf } from '../../../ui/loadable';
import { reasonAdvice, reasonWords } from '../../../ui/reasonText';
import { t } from '../../../ui/t';

interface Props {
  template: ChecklistTemplate;
  /** The version that counts, as text, null where there is none; and the new one. */
  before: string | null;
  after: string;
  onClose: () => void;
  onPublished: () => void;
}

/** What changes against the active version, before it is written into the journal. */
export function PublishDialog({ template, before, after, onClose, onPublished }: Props) {
  const { journal } = useConnection().connection;
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Reason | null>(null);
  const publish = () => {
    setSaving(true);
    setProblem(null);
    // What was begun is not left half done because somebody looks elsewhere.
    journal.append(publishDraft(template), new AbortController().signal).then(onPublished, (error: unknown) => {
      setSaving(false);
      setProblem(reasonOf(error));
    });
  };
  return (
    <Modal isOpen onDismiss={onClose} title={t('list.publish-title', 'Publish {{title}}', { title: template.title })}>
      <p>
        {before !== null && t('list.publish-against', 'Against the active version.')}{' '}
        {t(
          'list.publish-what',
          'It is written into the journal and counts when an organisation admin activates it; rounds keep the version they began with.'
        )}
      </p>
      <DiffView before={before ?? ''} after={after} />
      {problem && (
        <p role="alert">
          {t('save.failed', 'Not saved. {{why}} {{advice}}', {
            why: reasonWords(problem),
            advice: reasonAdvice(problem),
          })}
        </p>
      )}
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          {t('save.cancel', 'Cancel')}
        </Button>
        <Button disabled={isSaving} onClick={publish}>
          {isSaving ? t('save.saving', 'Saving') : t('list.publish', 'Publish')}
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}
