import { countedNoun } from '../../core/slo/sentences';
import type { Objective } from '../../core/slo/objective';
import { durationText } from '../duration';
import { plural, t } from '../t';
import { decimalText } from '../when';

/**
 * Whether its numbers are a mean of ratios, in which each stretch of time counts the same whatever its traffic: never to be read
 * as a count of events.
 */
export function isMeanOfRatios({ sli, method }: Objective): boolean {
  return sli.kind === 'share' || method.kind === 'ratioTimeSlices';
}

/** How its numbers are made, in a few words. */
export function methodWords(objective: Objective): string {
  const { sli, method } = objective;
  if (method.kind !== 'occurrences') {
    const slice = durationText(method.sliceSeconds * 1000);
    return method.kind === 'timeSlices'
      ? t('method.slices', 'Time slices of {{slice}}, good from {{target}} %', {
          slice,
          target: decimalText(method.sliceTarget * 100, 4),
        })
      : t('method.ratio-slices', 'Mean of ratios, one per {{slice}}', { slice });
  }
  switch (sli.kind) {
    case 'ratio':
      return t('method.events', 'Events: {{what}} per hour, summed', { what: countedNoun(objective) });
    case 'share':
      return t('method.share', 'Mean of ratios over time, whatever the traffic');
    case 'threshold':
    case 'freshness':
      return t('method.looked', 'Share of the time, looked at every minute');
    case 'uptime':
      return t('method.uptime', 'Share of the samples that are 1');
    case 'composite':
      return plural('method.composite', sli.members.length, {
        one: 'The budget of {{count}} objective',
        other: 'The budgets of {{count}} objectives, by weight',
      });
  }
}

/** Where a definition was written. */
export function originWords({ origin }: Objective): string {
  switch (origin) {
    case 'provisioned':
      return t('origin.provisioned', 'in the settings of the app');
    case 'journal':
      return t('origin.journal', 'in the journal');
    case 'file':
      return t('origin.file', 'in a file');
    case 'sloth':
      return t('origin.sloth', 'recorded by Sloth');
    case 'pyrra':
      return t('origin.pyrra', 'recorded by Pyrra');
    case 'grafana-slo':
      return t('origin.grafana-slo', 'recorded by Grafana SLO');
  }
}

/** The program that records it; null for our own. */
export function recorderName({ origin }: Objective): string | null {
  switch (origin) {
    case 'sloth':
      return 'Sloth';
    case 'pyrra':
      return 'Pyrra';
    case 'grafana-slo':
      return 'Grafana SLO';
    default:
      return null;
  }
}
