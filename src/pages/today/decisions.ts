import { formatMeasured } from '../../core/check/format';
import type { BoardItem } from '../../core/checklist/board';
import {
  acceptRisk,
  acknowledge,
  checkedByHand,
  defer,
  done,
  notApplicable,
  type Act,
} from '../../core/checklist/draft';
import type { RunDraft } from '../../core/checklist/event';
import type { Decision, DecisionKind } from '../../core/checklist/state';
import type { Run } from '../../core/checklist/run';
import { addDays } from '../../core/time/zone';
import { t } from '../../ui/t';

/** What a person wrote into the form of a decision. */
export interface Words {
  note: string;
  /** To whom or which round it is put off. */
  to: string;
  /** Last local date of an accepted risk. */
  until: string;
}

/** Nothing said yet; a risk is accepted for a fortnight unless one chooses otherwise. */
export function noWords({ date }: Pick<Run, 'date'>): Words {
  return { note: '', to: '', until: addDays(date, RISK_DAYS) };
}

const RISK_DAYS = 14;

/** The decisions that an item offers in its row, most likely first. */
export function offered(entry: BoardItem): readonly DecisionKind[] {
  if (entry.mode === 'hand') {
    return ['done', 'deferred', 'na'];
  }
  return entry.verdict === 'unknown' ? ['checked', 'deferred'] : ['acknowledged', 'risk', 'deferred'];
}

export function keyOf(kind: DecisionKind): string {
  return { acknowledged: 'A', deferred: 'D', checked: 'H', na: 'X', done: 'Space', risk: 'I' }[kind];
}

export function buttonWord(kind: DecisionKind): string {
  switch (kind) {
    case 'acknowledged':
      return t('decide.acknowledge', 'Acknowledge');
    case 'deferred':
      return t('decide.defer', 'Defer');
    case 'checked':
      return t('decide.checked', 'Checked by hand');
    case 'done':
      return t('decide.done', 'Done');
    case 'na':
      return t('decide.na', 'Not applicable');
    case 'risk':
      return t('decide.risk', 'Accept risk');
  }
}

export function decidedWord(kind: DecisionKind): string {
  switch (kind) {
    case 'acknowledged':
      return t('decided.acknowledged', 'Acknowledged');
    case 'deferred':
      return t('decided.deferred', 'Deferred');
    case 'checked':
      return t('decided.checked', 'Checked by hand');
    case 'done':
      return t('decided.done', 'Done');
    case 'na':
      return t('decided.na', 'Not applicable');
    case 'risk':
      return t('decided.risk', 'Risk accepted');
  }
}

/** Label of the form's input. */
export function question(kind: DecisionKind): string {
  switch (kind) {
    case 'acknowledged':
      return t('decide.question.acknowledge', 'Acknowledge: what do you know about it?');
    case 'deferred':
      return t('decide.question.defer', 'Defer: why not now?');
    case 'checked':
      return t('decide.question.checked', 'Checked by hand: what did you look at and see?');
    case 'done':
      return t('decide.question.done', 'Done: what did you see?');
    case 'na':
      return t('decide.question.na', 'Not applicable: why not today?');
    case 'risk':
      return t('decide.question.risk', 'Accept the risk: why can it stay as it is?');
  }
}

/** What the record will hold, below the form. */
export function consequence(entry: BoardItem): string {
  const [worst] = entry.findings;
  const value = worst?.entities[0]?.value ?? null;
  if (entry.verdict === 'unknown') {
    return t('decide.consequence.unknown', 'The item stays unknown in the record, with your note.');
  }
  if (entry.mode === 'hand') {
    return t('decide.consequence.hand', 'The record keeps your note with your name.');
  }
  const stays =
    entry.verdict === 'fail'
      ? t('decide.consequence.fail', 'The item stays a failure in the record')
      : t('decide.consequence.warn', 'The item stays a warning in the record');
  return value !== null && worst
    ? t('decide.consequence.value', '{{stays}}, with {{value}} and your note.', {
        stays,
        value: formatMeasured(value, worst.check.definition),
      })
    : t('decide.consequence.note', '{{stays}}, with your note.', { stays });
}

/** The event of a decision. */
export function draftOf(kind: DecisionKind, { note, to, until }: Words): (act: Act, entry: BoardItem) => RunDraft {
  return (act, entry) => {
    switch (kind) {
      case 'acknowledged':
        return acknowledge(act, entry, note);
      case 'deferred':
        return defer(act, entry, to.trim() === '' ? null : to.trim(), note);
      case 'checked':
        return checkedByHand(act, entry, note);
      case 'done':
        return done(act, entry, note);
      case 'na':
        return notApplicable(act, entry, note);
      case 'risk':
        return acceptRisk(act, entry, until, note);
    }
  };
}

/** " by ops1 and ops2, 08:38" */
export function decidedBy({ author, alsoBy }: Decision, time: string): string {
  const who = [author || t('decided.deleted-user', 'a deleted user'), ...alsoBy].join(t('decided.and', ' and '));
  return t('decided.by', 'by {{who}}, {{time}}', { who, time });
}
