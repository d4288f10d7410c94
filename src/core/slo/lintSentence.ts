import type { LintFinding } from './lintFinding';

/** A finding of the linter in words: what is, and what to do about it where something is to be done. */
export interface LintWords {
  text: string;
  fix?: string;
}

/** English words of a finding; numbers are written as they are. */
export function lintSentence({ code, severity, params, reason }: LintFinding): LintWords {
  if (severity === 'unchecked') {
    const why = reason?.detail ?? reason?.code ?? '';
    return {
      text: `${SUBJECTS[code]} could not be checked: ${why}`,
      fix: 'Look whether the source answers, and check again.',
    };
  }
  return severity === 'ok' ? { text: wellOf(code, params) } : troubleOf(code, params);
}

type Params = LintFinding['params'];
type Code = LintFinding['code'];

const SUBJECTS: Readonly<Record<Code, string>> = {
  exists: 'Whether there are such series',
  'none-so-far': 'Whether there are such series',
  bucket: 'Whether the bucket exists',
  'bucket-spelling': 'Whether the bucket exists',
  'bucket-missing': 'Whether the bucket exists',
  'bucket-partial': 'Whether the bucket exists',
  counter: 'Whether it is a counter',
  'gauge-of-uptime': 'Whether it is 0 or 1',
  within: 'Whether the part is within the total',
  'several-series': 'Whether there is one series',
  history: 'Whether the data reaches back far enough',
  traffic: 'Whether there is enough traffic',
  'group-labels': 'Whether the labels of groups exist',
};

function wellOf(code: Code, params: Params): string {
  switch (code) {
    case 'exists':
      return `${params['count']} series match.`;
    case 'none-so-far':
      return 'No series matches: nothing was bad so far, and it counts as none.';
    case 'counter':
      return 'It counts up.';
    case 'gauge-of-uptime':
      return 'It is 0 or 1.';
    case 'within':
      return 'Over a day the part is not more than the total.';
    case 'several-series':
      return `${params['count']} series: what is meant.`;
    case 'history':
      return `The data reaches back ${params['days']} days.`;
    case 'traffic':
      return `About ${params['events']} events in ${params['days']} days: ${params['failures']} of them may fail.`;
    case 'group-labels':
      return `${params['groups']} groups.`;
    default:
      return 'The bucket exists.';
  }
}

function troubleOf(code: Code, params: Params): LintWords {
  switch (code) {
    case 'exists':
    case 'none-so-far':
      return {
        text: `No series matches ${params['query']}.`,
        fix: 'Correct the metric or its labels; try them in Explore.',
      };
    case 'bucket-spelling':
      return {
        text: `There is no bucket le="${params['asked']}", but le="${params['found']}".`,
        fix: `Write le=~"${String(params['found']).replace(/\.0$/, '')}(\\\\.0)?" to match both spellings, or write a latency.`,
      };
    case 'bucket-missing':
      return {
        text: `There is no bucket le="${params['asked']}". There are ${params['bounds']}.`,
        fix: 'Take one of the bounds that exist, or add the bound to the histogram.',
      };
    case 'bucket-partial':
      return {
        text: `${params['without']} series of the total have no bucket le="${params['asked']}": all their events are bad ones.`,
        fix: 'Leave them out of the total, or take a bound that all of them have.',
      };
    case 'counter':
      return Number(params['resets']) > 12
        ? {
            text: `It goes down ${params['resets']} times in six hours: this is no counter.`,
            fix: 'Take a counter, or write a threshold on the gauge.',
          }
        : {
            text: 'Its name is not that of a counter: _total, _count, _bucket or _sum.',
            fix: 'Make sure that it only goes up.',
          };
    case 'gauge-of-uptime':
      return { text: `${params['others']} series are neither 0 nor 1.`, fix: 'Write a threshold on it instead.' };
    case 'within':
      return {
        text: `Over a day the part is ${params['part']}, the total ${params['total']}.`,
        fix: 'Give both the same labels: what the part counts has to be in the total.',
      };
    case 'several-series':
      return {
        text: `${params['count']} series: each of them counts for itself.`,
        fix: 'Aggregate them to one, with max(...) or sum(...), or name the labels in groupBy.',
      };
    case 'history':
      return {
        text: `There is no data from ${params['days']} days ago: the store keeps less, or the metric is younger.`,
        fix: 'Until there is, the objective is unknown. Choose a shorter window, or export rules and keep their series longer.',
      };
    case 'traffic':
      return {
        text: `About ${params['events']} events in ${params['days']} days: ${params['failures']} of them may fail.`,
        fix: 'Choose a longer window, a lower target, or time slices; set minBadEvents so that one failure pages nobody.',
      };
    case 'group-labels':
      return {
        text: `Some series have no label ${params['labels']}: they are one group together.`,
        fix: 'Correct groupBy, or ask for series that have the label.',
      };
    case 'bucket':
      return { text: 'The bucket does not exist.' };
  }
}
