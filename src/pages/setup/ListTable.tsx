import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Switch, useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';

import { nextRun, type Schedule } from '../../core/checklist/derive';
import { isScheduled, type ChecklistTemplate } from '../../core/checklist/template';
import { DataTable } from '../../ui/DataTable';
import { cadenceWords } from '../../ui/round/cadenceWords';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { clockTime, shortDate } from '../../ui/when';

interface Props {
  lists: readonly ChecklistTemplate[];
  on: readonly string[];
  /** As it would be with what is filled in. */
  schedule: Schedule;
  isFixed: boolean;
  onChange: (on: readonly string[]) => void;
}

/** Every list with its calendar in words, and whether it is on. */
export function ListTable({ lists, on, schedule, isFixed, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const { clock } = useServices();
  const toggle = (id: string) => onChange(on.includes(id) ? on.filter((one) => one !== id) : [...on, id]);
  return (
    <DataTable
      label={t('setup.lists', 'Checklists')}
      rows={lists}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'list',
          heading: t('setup.list', 'Checklist'),
          cell: (list) => (
            <>
              <Link to={`/a/opsrounds-ops-app/setup/lists/${list.id}`} className={styles.name}>
                {list.title}
              </Link>
              <span className={styles.below}>{cadenceWords(list)}</span>
            </>
          ),
        },
        {
          key: 'when',
          heading: t('setup.when', 'When'),
          from: 620,
          cell: (list) => <span className={styles.quiet}>{cadenceWords(list)}</span>,
        },
        {
          key: 'next',
          heading: t('setup.next', 'Next round'),
          from: 780,
          tight: true,
          cell: (list) => <span className={styles.quiet}>{nextWords(list, schedule, clock())}</span>,
        },
        { key: 'items', heading: t('setup.items', 'Items'), numeric: true, cell: ({ items }) => items.length },
        {
          key: 'on',
          heading: t('setup.on', 'On'),
          tight: true,
          cell: ({ id, title }) => (
            <Switch
              id={`list-${id}`}
              aria-label={t('setup.list-on', '{{title}} is on', { title })}
              value={on.includes(id)}
              disabled={isFixed}
              onChange={() => toggle(id)}
            />
          ),
        },
      ]}
    />
  );
}

function nextWords(list: ChecklistTemplate, schedule: Schedule, nowMs: number): string {
  const next = isScheduled(list) ? nextRun(list, schedule, nowMs) : null;
  return next ? `${shortDate(next.openMs, schedule.zone)}, ${clockTime(next.openMs, schedule.zone)}` : '';
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ '&:hover': { textDecoration: 'underline' } }),
  quiet: css({ color: theme.colors.text.secondary }),
  below: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    display: 'block',
    '@container (min-width: 620px)': { display: 'none' },
  }),
});
