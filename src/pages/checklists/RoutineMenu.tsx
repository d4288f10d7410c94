import { Dropdown, IconButton, Menu } from '@grafana/ui';
import { useNavigate } from 'react-router-dom';

import type { Routine } from '../../core/checklist/routines';
import { runPath } from '../../ui/round/runPath';
import { t } from '../../ui/t';
import { todayPath } from './paths';

/** What can be done with a list beside opening its round. */
export function RoutineMenu({ routine: { template, group, next, last } }: { routine: Routine }) {
  const navigate = useNavigate();
  const { id, title } = template;
  const hasRound = next !== null || group === 'on-demand';
  return (
    <Dropdown
      placement="bottom-end"
      overlay={
        <Menu>
          {hasRound && (
            <Menu.Item label={t('checklists.menu-today', 'Open in Today')} onClick={() => navigate(todayPath(id))} />
          )}
          {last && (
            <Menu.Item
              label={t('checklists.menu-last', 'Open last record')}
              onClick={() => navigate(runPath(last.run))}
            />
          )}
          <Menu.Item
            label={t('checklists.menu-text', 'Text and versions')}
            onClick={() => navigate(`/a/opsrounds-ops-app/setup/lists/${encodeURIComponent(id)}`)}
          />
          <Menu.Item
            label={t('checklists.menu-audit', 'Entries in the audit')}
            onClick={() => navigate(`/a/opsrounds-ops-app/history/audit?${new URLSearchParams({ list: id })}`)}
          />
        </Menu>
      }
    >
      <IconButton
        name="ellipsis-v"
        size="lg"
        aria-label={t('checklists.menu', 'More about {{list}}', { list: title })}
      />
    </Dropdown>
  );
}
