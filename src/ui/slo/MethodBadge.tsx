import { Badge } from '@grafana/ui';

import type { Objective } from '../../core/slo/objective';
import { t } from '../t';
import { isMeanOfRatios } from './methodWords';

/** Beside numbers that are a mean of ratios; nothing beside all others. */
export function MethodBadge({ objective }: { objective: Objective }) {
  return isMeanOfRatios(objective) ? (
    <Badge
      color="purple"
      text={t('method.mean', 'Mean of ratios')}
      tooltip={t(
        'method.mean-what',
        'Each stretch of time counts the same, whatever its traffic: this is no share of events.'
      )}
    />
  ) : null;
}
