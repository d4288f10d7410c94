import { formatValue } from '../../core/check/format';
import type { PostureReason, TargetRow } from '../../core/products/backups/view';

/** Sentences of the command line about targets. */

type Params = PostureReason['params'];

const age = (params: Params, name = 'ageSeconds') => formatValue(Number(params[name] ?? NaN), 'seconds');
const said = ({ said: words }: Params) => (words === undefined || words === '' ? '' : `: ${words}`);

const SENTENCES: Readonly<Record<PostureReason['code'], (params: Params) => string>> = {
  'no-job': () => 'In no job that runs.',
  'job-off': ({ job }) => `Its job ${job ?? ''} is switched off or suspended.`,
  'job-unscheduled': ({ job }) => `Nothing starts its job ${job ?? ''}.`,
  'all-volumes-left-out': () => 'All of its volumes are left out.',
  'never-backed-up': () => 'It has never made a good backup.',
  'too-old': (params) => `The newest good backup is ${age(params)} old, limit ${age(params, 'limitSeconds')}.`,
  'last-run-failed': (params) => `The last run failed${said(params)}.`,
  'last-run-warned': (params) => `The last run lacks something${said(params)}.`,
  'verify-failed': ({ place }) => `The verification failed in ${place ?? ''}.`,
  'verify-outdated': (params) => `Not verified within ${age(params, 'limitSeconds')}.`,
  'never-verified': () => 'Never verified.',
  'volumes-left-out': ({ volumes }) => `Backed up without ${volumes ?? ''}.`,
  'too-few-kept': (params) => `The oldest backup is ${age(params)} old, ${age(params, 'limitSeconds')} are asked for.`,
  'restore-failed': () => 'The last restore test failed.',
  'restore-test-overdue': () => 'Its restore test is overdue.',
  'sync-behind': ({ job, place }) => `The copy in ${place ?? ''} by ${job ?? ''} is behind.`,
  'size-changed': ({ ratio }) => `The last backup has ${formatValue(Number(ratio ?? NaN), 'ratio')} of its usual size.`,
  new: () => 'It is new, and its first backup is not due yet.',
  'not-seen': () => 'Not known.',
};

export function reasonSentence({ code, params, reason }: PostureReason): string {
  return code === 'not-seen' && reason !== undefined
    ? `Not known: ${reason.detail ?? reason.code}`
    : SENTENCES[code](params);
}

/** `shop-daily in prod`. */
export function targetName({ target: { name, place } }: TargetRow): string {
  return place === '' ? name : `${name} in ${place}`;
}

/** `6 h ago`, `never`, `not known`. */
export function lastGoodWords({ lastGood }: TargetRow, nowMs: number): string {
  switch (lastGood.state) {
    case 'known':
      return `${formatValue(Math.max(0, nowMs - lastGood.atMs) / 1000, 'seconds')} ago`;
    case 'never':
      return 'never';
    case 'unknown':
      return 'not known';
  }
}
