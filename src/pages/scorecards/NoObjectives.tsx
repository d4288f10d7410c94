import { EmptyState, LinkButton } from '@grafana/ui';

import { locationUtil } from '@grafana/data';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { newObjectiveHref } from './paths';

/** Nothing was promised yet: what an objective is, and who can define one. */
export function NoObjectives() {
  const { isAdmin } = useServices().user;
  return (
    <EmptyState
      variant="call-to-action"
      hideImage
      message={t('scorecards.empty', 'No objectives yet')}
      button={isAdmin ? <NewObjective /> : undefined}
    >
      {t(
        'scorecards.empty-what',
        'An objective says how often something has to work, and how much failure is affordable. Those that Sloth, Pyrra and Grafana SLO record are read by themselves; none were found.'
      )}{' '}
      {!isAdmin && t('scorecards.empty-who', 'An organisation admin can define objectives here.')}
    </EmptyState>
  );
}

export function NewObjective() {
  return (
    <LinkButton icon="plus" href={locationUtil.assureBaseUrl(newObjectiveHref())}>
      {t('scorecards.new', 'New objective')}
    </LinkButton>
  );
}
