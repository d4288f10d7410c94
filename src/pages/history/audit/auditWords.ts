import type { IntegrityDoubt } from '../../../core/journal/integrity';
import { plural, t } from '../../../ui/t';
import type { MarkState } from '../../../ui/verdictLook';
import type { AuditIntegrity, AuditRow } from './auditRows';

/** What an entry is, in a word or two; a type without one is told by its name. */
export function eventWord(type: string): string {
  const words: Readonly<Record<string, string>> = {
    'run.started': t('event.started', 'Started'),
    'run.checks': t('event.checks', 'Values seen'),
    'run.signed': t('event.signed', 'Signed'),
    'run.countersigned': t('event.countersigned', 'Signed second'),
    'run.reopened': t('event.reopened', 'Reopened'),
    'run.skipped': t('event.skipped', 'Skipped'),
    'run.summary': t('event.summary', 'Summary'),
    'item.set': t('event.set', 'Item set'),
    'item.note': t('event.note', 'Note'),
    'item.acknowledged': t('event.acknowledged', 'Acknowledged'),
    'item.deferred': t('event.deferred', 'Deferred'),
    'item.riskaccepted': t('event.risk', 'Risk accepted'),
    'item.assigned': t('event.assigned', 'Assigned'),
    accepted: t('event.accepted', 'Said to be gone'),
    'acceptance.withdrawn': t('event.withdrawn', 'Withdrawn'),
    'map.accepted': t('event.map', 'Map accepted'),
    'objective.defined': t('event.objective', 'Objective'),
    'objective.excluded': t('event.excluded', 'Time excluded'),
    'objective.included': t('event.included', 'Time included'),
    'kpi.entered': t('event.figure', 'Figure entered'),
    'journal.tested': t('event.test-entry', 'Test entry'),
    'backup.tested': t('event.restore', 'Restore test'),
    'backup.roster': t('event.roster', 'Backup roster'),
    'backup.day': t('event.backup-day', 'Backups of a day'),
  };
  return words[type] ?? type;
}

export function integrityMark(integrity: AuditIntegrity): MarkState {
  switch (integrity) {
    case 'untouched':
      return 'pass';
    case 'changed':
      return 'warn';
    case 'edited':
    case 'altered':
    case 'missing':
      return 'fail';
    case 'duplicate-key':
      return 'na';
    case 'unreadable':
    case 'newer-version':
    case 'other-author':
      return 'unknown';
  }
}

export function integrityWord(integrity: AuditIntegrity): string {
  switch (integrity) {
    case 'untouched':
      return t('integrity.untouched', 'Untouched');
    case 'changed':
      return t('integrity.changed', 'Signed, then changed');
    case 'edited':
      return t('integrity.edited', 'Edited');
    case 'altered':
      return t('integrity.altered', 'Altered');
    case 'missing':
      return t('integrity.missing', 'Deleted');
    case 'other-author':
      return t('integrity.other-author', 'Other author');
    case 'duplicate-key':
      return t('integrity.repeat', 'Sent twice');
    case 'unreadable':
      return t('integrity.unreadable', 'Cannot be read');
    case 'newer-version':
      return t('integrity.newer', 'Newer version');
  }
}

/** What happened to an entry that does not count, and what follows; null of one that counts. */
export function integrityNote({ integrity }: AuditRow): string | null {
  switch (integrity) {
    case 'untouched':
    case 'changed':
      return null;
    case 'edited':
      return t(
        'integrity.edited-what',
        'The text was changed in Grafana after it was written. Grafana keeps the first author whoever changed it, so the entry does not count any more.'
      );
    case 'altered':
      return t(
        'integrity.altered-what',
        'Whoever wrote after it saw something else: it was changed past Grafana, and nobody can tell what it said.'
      );
    case 'missing':
      return t(
        'integrity.missing-what',
        'Whoever wrote after it saw it, and it is gone. Its text cannot be restored here.'
      );
    case 'other-author':
      return t(
        'integrity.other-author-what',
        'It was sent under another login than the one that Grafana tells: a login that was renamed, or somebody else.'
      );
    case 'duplicate-key':
      return t('integrity.repeat-what', 'The same entry arrived before: this one was sent again and counts once.');
    case 'unreadable':
      return t('integrity.unreadable-what', 'It carries the tags of the journal, and what it says cannot be read.');
    case 'newer-version':
      return t('integrity.newer-what', 'A newer version of the app wrote it: this one cannot tell what it says.');
  }
}

/** How many were edited, altered and deleted, and what follows. */
export function distrustWords(rows: readonly AuditRow[]): string {
  const count = (...of: readonly AuditIntegrity[]) => rows.filter(({ integrity }) => of.includes(integrity)).length;
  const edited = count('edited');
  const altered = count('altered');
  const missing = count('missing');
  const unread = count('unreadable', 'newer-version');
  const others = count('other-author');
  return [
    edited > 0 && plural('audit.edited', edited, { one: '{{count}} was edited.', other: '{{count}} were edited.' }),
    altered > 0 &&
      plural('audit.altered', altered, { one: '{{count}} was altered.', other: '{{count}} were altered.' }),
    missing > 0 &&
      plural('audit.missing', missing, { one: '{{count}} was deleted.', other: '{{count}} were deleted.' }),
    unread > 0 &&
      plural('audit.unreadable', unread, { one: '{{count}} cannot be read.', other: '{{count}} cannot be read.' }),
    others > 0 &&
      plural('audit.others', others, { one: '{{count}} has another author.', other: '{{count}} have another author.' }),
    edited + unread > 0 && t('audit.no-count', 'What was edited or cannot be read does not count.'),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Why entries are not called intact although none of them was changed. */
export function doubtWords(doubt: IntegrityDoubt): string {
  switch (doubt) {
    case 'empty':
      return t('doubts.empty', 'The journal holds no entry of that time: none was written, or they were cleaned up.');
    case 'beginning-gone':
      return t('doubts.beginning', 'Entries before the oldest one are gone: cleaned up by Grafana, or taken away.');
    case 'late-beginning':
      return t('doubts.late', 'The oldest entry is much younger than the start of the rounds.');
    case 'unchained':
      return t('doubts.unchained', 'No entry names another, so that one that was deleted leaves no trace.');
    case 'newer-version':
      return t('doubts.newer', 'Entries of a newer version of the app cannot be followed.');
    case 'other-author':
      return t('doubts.other-author', 'Entries were sent under another login than the one that Grafana tells.');
    case 'nobody':
      return t('doubts.nobody', 'Entries of a deleted user name no login: whose they were cannot be told.');
  }
}
