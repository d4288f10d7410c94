import { LinkButton, Button } from '@grafana/ui';

import type { SettingsProblem } from '../../core/settings/settings';
import type { Promised } from '../../core/slo/promises';
import type { Period } from '../../core/slo/scorecard';
import { appHref } from '../../ui/appHref';
import { Mark } from '../../ui/Mark';
import { PanelNotice } from '../../ui/panel/PanelNotice';
import { useServices } from '../../ui/services';
import { plural, t } from '../../ui/t';
import { scorecardsHref } from './scorecardHref';
import { missingWords } from './missingWords';

interface Props {
  promised: Promised;
  /** Settings that did not fit and are left out. */
  problems: readonly SettingsProblem[];
  onRetry: () => void;
}

/** Nothing was promised yet, or nothing of it can be read: that is not the same. */
export function NoObjectives({ promised, problems, onRetry }: Props) {
  const { isAdmin } = useServices().user;
  const missing = [...missingWords(promised), ...problems.map(({ field, message }) => `${field}: ${message}`)];
  if (missing.length > 0) {
    return (
      <PanelNotice
        label={t('panel.slo.objectives', 'Objectives')}
        title={<Mark state="unknown" word={t('panel.slo.unread', 'Unknown: no objective could be read')} />}
        actions={
          <Button size="sm" variant="secondary" icon="sync" onClick={onRetry}>
            {t('loadable.retry', 'Retry')}
          </Button>
        }
      >
        <p>{missing.join(' ')}</p>
      </PanelNotice>
    );
  }
  return (
    <PanelNotice
      label={t('panel.slo.objectives', 'Objectives')}
      title={t('panel.slo.none', 'No objectives yet')}
      actions={
        <LinkButton size="sm" variant="secondary" href={appHref(isAdmin ? 'scorecards/new' : 'scorecards')}>
          {isAdmin ? t('panel.slo.new', 'New objective') : t('panel.slo.open', 'Open scorecards')}
        </LinkButton>
      }
    >
      <p>
        {t(
          'panel.slo.none-what',
          'An objective says how often something has to work. An admin defines them on the Scorecards page; those that Sloth, Pyrra and Grafana SLO record show up by themselves.'
        )}
      </p>
    </PanelNotice>
  );
}

/** There are objectives, and the panel's options choose none of them. */
export function NoneChosen({ all, period }: { all: number; period: Period }) {
  return (
    <PanelNotice
      label={t('panel.slo.objectives', 'Objectives')}
      title={t('panel.slo.none-chosen', 'No objective matches')}
      actions={
        <LinkButton size="sm" variant="secondary" href={scorecardsHref(period)}>
          {t('panel.slo.open', 'Open scorecards')}
        </LinkButton>
      }
    >
      <p>
        {plural('panel.slo.none-chosen-what', all, {
          one: 'There is {{count}} objective. Check service, owner and ids in the panel options.',
          other: 'There are {{count}} objectives. Check service, owner and ids in the panel options.',
        })}
      </p>
    </PanelNotice>
  );
}
