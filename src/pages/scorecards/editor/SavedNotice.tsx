import { Alert } from '@grafana/ui';

import { reasonAdvice, reasonWords } from '../../../ui/reasonText';
import { SourceSaid } from '../../../ui/SourceSaid';
import { t } from '../../../ui/t';
import type { Saved } from './saveDefinitions';

/** Why something was not saved, what stands now, and what to do; nothing when it was. */
export function SavedNotice({ saved }: { saved: Saved | null }) {
  switch (saved?.code) {
    case undefined:
    case 'saved':
      return null;
    case 'conflict':
      return (
        <Alert severity="warning" title={t('saved.conflict', 'Somebody else was faster')}>
          {conflictText(saved.by, saved.id)}
        </Alert>
      );
    case 'unreadable-settings':
      return (
        <Alert
          severity="error"
          title={t('saved.unreadable', 'Not saved: the settings hold something that cannot be read')}
        >
          {t('saved.unreadable-what', 'Saving would lose it: {{fields}}. Correct the settings of the app first.', {
            fields: saved.problems.map(({ field, message }) => `${field} ${message}`).join('; '),
          })}
        </Alert>
      );
    case 'busy':
      return (
        <Alert severity="warning" title={t('saved.busy', 'Not saved: the settings change all the time')}>
          {t(
            'saved.busy-what',
            'The definition is in the journal, but does not count yet. Wait a moment and save again.'
          )}
        </Alert>
      );
    case 'failed':
      return (
        <Alert
          severity="error"
          title={
            saved.isDefined
              ? t('saved.not-active', 'It does not count yet')
              : t('saved.failed', 'Not saved: nothing was changed')
          }
        >
          {saved.isDefined && (
            <>{t('saved.defined', 'The definition is in the journal, the settings of the app were not saved.')} </>
          )}
          {saved.reason.code === 'not-permitted'
            ? t('saved.not-permitted', 'This account may not write it. An organisation admin can.')
            : `${reasonWords(saved.reason)} ${reasonAdvice(saved.reason)}`}
          <SourceSaid reason={saved.reason} />
        </Alert>
      );
  }
}

function conflictText(by: string, id: string): string {
  return by === ''
    ? t(
        'saved.conflict-gone',
        'Another "{{id}}" is there, or it was taken away, since you began. Nothing was changed.',
        { id }
      )
    : t('saved.conflict-by', '{{by}} saved another version of "{{id}}" since you began. Nothing was changed.', {
        by,
        id,
      });
}
