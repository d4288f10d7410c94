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
      return 'fail';
    case 'duplicate-key':
      return 'na';
    case 'unreadable':
    case 'newer-version':
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
    case 'duplicate-key':
      return t('integrity.repeat-what', 'The same entry arrived before: this one was sent again and counts once.');
    case 'unreadable':
      return t('integrity.unreadable-what', 'It carries the tags of the journal, and what it says cannot be read.');
    case 'newer-version':
      return t('integrity.newer-what', 'A newer version of the app wrote it: this one cannot tell what it says.');
  }
}

/** "2 of 1,204 entries cannot be trusted", by what happened to them. */
export function distrustWords(rows: readonly AuditRow[]): string {
  const count = (integrity: AuditIntegrity) => rows.filter((row) => row.integrity === integrity).length;
  const edited = count('edited');
  const unread = count('unreadable') + count('newer-version');
  return [
    edited > 0 && plural('audit.edited', edited, { one: '{{count}} was edited.', other: '{{count}} were edited.' }),
    unread > 0 &&
      plural('audit.unreadable', unread, { one: '{{count}} cannot be read.', other: '{{count}} cannot be read.' }),
    t('audit.no-count', 'What cannot be trusted does not count.'),
  ]
    .filter(Boolean)
    .join(' ');
}
