import { formatValue } from '../../core/check/format';
import type { PostureReason } from '../../core/products/backups/view';
import { ageText } from './ageText';
import { reasonWords } from '../reasonText';
import { t } from '../t';
import { clockTime, shortDate } from '../when';

/** Why a target stands as it does, in a sentence or two; what is not known of it is left out. Plain text. */
export function postureReasonSentence(reason: PostureReason, zone: string): string {
  const said = text(reason, 'said');
  const sentence = sentenceOf(reason, zone);
  return said === '' ? sentence : `${sentence.replace(/\.$/, '')}: ${stopped(said)}`;
}

function sentenceOf(reason: PostureReason, zone: string): string {
  const { code } = reason;
  const job = text(reason, 'job');
  const volumes = text(reason, 'volumes');
  const age = duration(reason, 'ageSeconds');
  const limit = duration(reason, 'limitSeconds');
  switch (code) {
    case 'no-job':
      return t('posture-reason.no-job', 'In no enabled job.');
    case 'job-off':
      return job === ''
        ? t('posture-reason.job-off', 'In no enabled job: the one that takes it is disabled.')
        : t('posture-reason.job-off-named', 'In no enabled job. Job {{job}} names it, but is disabled.', { job });
    case 'job-unscheduled':
      return job === ''
        ? t('posture-reason.unscheduled', 'Nothing starts the job that takes it.')
        : t('posture-reason.unscheduled-named', 'Job {{job}} names it, but nothing starts it.', { job });
    case 'all-volumes-left-out':
      return volumes === ''
        ? t('posture-reason.all-left-out', 'Every volume is left out of the backup.')
        : t('posture-reason.all-left-out-named', 'Every volume is left out of the backup: {{volumes}}.', { volumes });
    case 'never-backed-up':
      return t('posture-reason.never', 'No backup ever finished.');
    case 'too-old':
      return age === ''
        ? t('posture-reason.old', 'The last good backup is too old.')
        : t('posture-reason.old-by', 'The last good backup is {{age}} old, it may be {{limit}}.', { age, limit });
    case 'last-run-failed':
      return failedSentence(reason);
    case 'last-run-warned':
      return t('posture-reason.warned', 'The last run ended with warnings.');
    case 'verify-failed':
      return verifyFailedSentence(reason, zone);
    case 'verify-outdated':
      return age === ''
        ? t('posture-reason.verify-outdated', 'It was verified too long ago.')
        : t('posture-reason.verify-outdated-by', 'Verified {{age}} ago, {{limit}} is the limit.', { age, limit });
    case 'never-verified':
      return t('posture-reason.never-verified', 'No copy was ever verified.');
    case 'volumes-left-out':
      return volumes === ''
        ? t('posture-reason.left-out', 'Volumes are left out of the backup.')
        : t('posture-reason.left-out-named', 'Left out of the backup: {{volumes}}.', { volumes });
    case 'too-few-kept':
      return age === ''
        ? t('posture-reason.too-few', 'Its backups do not reach back as far as they have to.')
        : t('posture-reason.too-few-by', 'Its backups reach back {{age}}, they have to reach back {{limit}}.', {
            age,
            limit,
          });
    case 'restore-test-overdue':
      return age === ''
        ? t('posture-reason.test-overdue', 'The next restore test is overdue.')
        : t('posture-reason.test-overdue-by', 'Restored {{age}} ago for the last time, every {{limit}} is due.', {
            age,
            limit,
          });
    case 'restore-failed':
      return t('posture-reason.restore-failed', 'Its last restore test failed.');
    case 'sync-behind':
      return syncSentence(job, age);
    case 'size-changed':
      return sizeSentence(reason);
    case 'new':
      return newSentence(reason, zone);
    case 'not-seen':
      return notSeenSentence(reason);
  }
}

/** Of what there is nothing to judge by the detail is our own sentence, and says it all. */
function notSeenSentence({ reason }: PostureReason): string {
  if (reason === undefined) {
    return t('posture-reason.not-seen', 'It could not be read.');
  }
  return reason.code === 'no-data' && reason.detail ? stopped(reason.detail) : reasonWords(reason);
}

function failedSentence(reason: PostureReason): string {
  const { failed, of } = reason.params;
  return typeof failed === 'number' && typeof of === 'number' && failed > 1
    ? t('posture-reason.failed-of', 'Failed {{failed}} of the last {{of}} runs.', { failed, of })
    : t('posture-reason.failed', 'The last run failed.');
}

function verifyFailedSentence(reason: PostureReason, zone: string): string {
  const values = { place: text(reason, 'place'), date: dateOf(reason, 'atMs', zone) };
  if (values.place === '') {
    return t('posture-reason.verify-failed', 'The newest copy failed verification.');
  }
  return values.date === ''
    ? t('posture-reason.verify-failed-on', 'The copy on {{place}} failed verification.', values)
    : t('posture-reason.verify-failed-at', 'The copy on {{place}} failed verification on {{date}}.', values);
}

function newSentence(reason: PostureReason, zone: string): string {
  const { dueMs } = reason.params;
  return typeof dueMs === 'number'
    ? t('posture-reason.new-by', 'It is new: its first backup is due by {{when}}.', {
        when: `${shortDate(dueMs, zone)}, ${clockTime(dueMs, zone)}`,
      })
    : t('posture-reason.new', 'It is new: no backup was due yet.');
}

function syncSentence(job: string, age: string): string {
  if (job === '') {
    return t('posture-reason.sync', 'Its second copy is behind the first.');
  }
  return age === ''
    ? t('posture-reason.sync-job', 'Sync job {{job}} failed or is behind its source.', { job })
    : t('posture-reason.sync-job-by', 'Sync job {{job}} is {{age}} behind its source.', { job, age });
}

function sizeSentence({ params }: PostureReason): string {
  const { bytes, usualBytes } = params;
  return typeof bytes === 'number' && typeof usualBytes === 'number'
    ? t('posture-reason.size-by', 'The last backup has {{size}}, {{usual}} is usual.', {
        size: formatValue(bytes, 'bytes'),
        usual: formatValue(usualBytes, 'bytes'),
      })
    : t('posture-reason.size', 'The size of the last backup is unusual.');
}

function dateOf({ params }: PostureReason, name: string, zone: string): string {
  const ms = params[name];
  return typeof ms === 'number' ? shortDate(ms, zone) : '';
}

function text({ params }: PostureReason, name: string): string {
  const value = params[name];
  return value === undefined ? '' : String(value);
}

function duration({ params }: PostureReason, name: string): string {
  const seconds = params[name];
  return typeof seconds === 'number' ? ageText(seconds * 1000) : '';
}

function stopped(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
