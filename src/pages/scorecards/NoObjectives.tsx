import { locationUtil } from '@grafana/data';
import { EmptyState, LinkButton } from '@grafana/ui';

import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { newObjectiveHref } from './paths';

/** Nothing was promised yet, or nothing of it can be read: what an objective is, and who can define one. */
export function NoObjectives({ isCertain }: { isCertain: boolean }) {
  const { isAdmin } = useServices().user;
  if (!isCertain) {
    return (
      <EmptyState
        variant="call-to-action"
        hideImage
        message={t('scorecards.none-read', 'No objective could be read')}
        button={isAdmin ? <NewObjective /> : undefined}
      >
        {t('scorecards.none-read-what', 'Whether there are any is not known: what is said above could not be read.')}
      </EmptyState>
    );
  }
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
