import type { Verdict } from '../../core/check/verdict';
import type { Provider, TargetKind, Verification } from '../../core/products/backups/target';
import { POSTURES, type CopyRule, type DayState, type Posture } from '../../core/products/backups/view';
import { t } from '../t';

/** Glyph and colour of a posture. */
export function postureVerdict(posture: Posture): Verdict {
  switch (posture) {
    case 'unprotected':
      return 'fail';
    case 'unknown':
      return 'unknown';
    case 'attention':
      return 'warn';
    case 'protected':
      return 'pass';
    case 'excluded':
      return 'na';
  }
}

/** Beside a target. */
export function postureWord(posture: Posture): string {
  switch (posture) {
    case 'unprotected':
      return t('posture.unprotected', 'Unprotected');
    case 'unknown':
      return t('posture.unknown', 'Unknown');
    case 'attention':
      return t('posture.attention', 'Attention');
    case 'protected':
      return t('posture.protected', 'Protected');
    case 'excluded':
      return t('posture.excluded', 'Excluded');
  }
}

/** Behind a number: "3 unprotected". */
export function postureCountWord(posture: Posture): string {
  switch (posture) {
    case 'unprotected':
      return t('posture.count.unprotected', 'unprotected');
    case 'unknown':
      return t('posture.count.unknown', 'unknown');
    case 'attention':
      return t('posture.count.attention', 'attention');
    case 'protected':
      return t('posture.count.protected', 'protected');
    case 'excluded':
      return t('posture.count.excluded', 'excluded');
  }
}

/** How many targets are to be protected: excluded ones are not among them. */
export function judgedCount(counts: Readonly<Record<Posture, number>>): number {
  return POSTURES.reduce((sum, posture) => sum + (posture === 'excluded' ? 0 : counts[posture]), 0);
}

export function kindWord(kind: TargetKind): string {
  switch (kind) {
    case 'guest':
      return t('backup-kind.guest', 'Proxmox guests');
    case 'database':
      return t('backup-kind.database', 'Databases');
    case 'bucket':
      return t('backup-kind.bucket', 'Object storage');
    case 'kubernetes':
      return t('backup-kind.kubernetes', 'Kubernetes');
    case 'etcd':
      return t('backup-kind.etcd', 'etcd');
    case 'host':
      return t('backup-kind.host', 'Hosts');
    case 'other':
      return t('backup-kind.other', 'Others');
  }
}

/** Names of programs are the same in every language. */
export function providerWord(provider: Provider): string {
  switch (provider) {
    case 'pbs':
      return 'PBS';
    case 'vzdump':
      return 'vzdump';
    case 'velero':
      return 'Velero';
    case 'cnpg':
      return 'CNPG';
    case 'pgbackrest':
      return 'pgBackRest';
    case 'restic':
      return 'restic';
    case 'cronjob':
      return 'CronJob';
    case 'etcd':
      return t('backup-provider.etcd', 'snapshot');
    case 'metric':
      return t('backup-provider.metric', 'metric');
  }
}

export function dayStateWord(state: DayState): string {
  switch (state) {
    case 'good':
      return t('backup-day.good', 'Good');
    case 'warning':
      return t('backup-day.warning', 'With warnings');
    case 'failed':
      return t('backup-day.failed', 'Failed');
    case 'missed':
      return t('backup-day.missed', 'Missed');
    case 'not-expected':
      return t('backup-day.not-expected', 'Not expected');
    case 'unknown':
      return t('backup-day.unknown', 'Unknown');
  }
}

export function dayStateVerdict(state: DayState): Verdict {
  switch (state) {
    case 'good':
      return 'pass';
    case 'warning':
      return 'warn';
    case 'failed':
    case 'missed':
      return 'fail';
    case 'not-expected':
      return 'na';
    case 'unknown':
      return 'unknown';
  }
}

/** Short, for a cell whose column says what it is about. */
export function verificationWord(state: Verification): string {
  switch (state) {
    case 'ok':
      return t('verification.ok', 'verified');
    case 'failed':
      return t('verification.failed', 'failed');
    case 'waiting':
      return t('verification.waiting', 'not due yet');
    case 'outdated':
      return t('verification.outdated', 'outdated');
    case 'never':
      return t('verification.never', 'never');
    case 'none':
      return t('verification.none', 'not verified here');
    case 'unknown':
      return t('verification.unknown', 'unknown');
  }
}

export function verificationVerdict(state: Verification): Verdict {
  switch (state) {
    case 'ok':
    case 'waiting':
      return 'pass';
    case 'failed':
      return 'fail';
    case 'outdated':
    case 'never':
      return 'warn';
    case 'none':
      return 'na';
    case 'unknown':
      return 'unknown';
  }
}

/** What a digit of 3-2-1-1-0 asks for. */
export function copyRuleWord(rule: CopyRule): string {
  switch (rule) {
    case 'copies':
      return t('copy-rule.copies', 'three copies, production among them');
    case 'media':
      return t('copy-rule.media', 'two kinds of media');
    case 'offsite':
      return t('copy-rule.offsite', 'one copy off site');
    case 'immutable':
      return t('copy-rule.immutable', 'one copy that nobody can change');
    case 'errors':
      return t('copy-rule.errors', 'no errors when verified');
  }
}
