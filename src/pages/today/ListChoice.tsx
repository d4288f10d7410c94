import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Checkbox, useStyles2 } from '@grafana/ui';

import { isScheduled, type ChecklistTemplate } from '../../core/checklist/template';
import { recurrenceWords } from '../../ui/recurrenceWords';
import { plural, t } from '../../ui/t';

interface Props {
  lists: readonly ChecklistTemplate[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Which lists starting turns on. */
export function ListChoice({ lists, chosen, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) {
      next.add(id);
    }
    onChange(next);
  };
  return (
    <fieldset className={styles.lists}>
      <legend className={styles.legend}>{t('first.lists', 'Checklists to turn on')}</legend>
      {lists.map((list) => (
        <Checkbox
          key={list.id}
          label={list.title}
          description={whenWords(list)}
          value={chosen.has(list.id)}
          onChange={() => toggle(list.id)}
        />
      ))}
    </fieldset>
  );
}

function whenWords(list: ChecklistTemplate): string {
  const n = list.items.length;
  return isScheduled(list)
    ? plural(
        'first.list-when',
        n,
        { one: '{{days}}, {{time}}, {{count}} item', other: '{{days}}, {{time}}, {{count}} items' },
        { days: recurrenceWords(list.recurrence), time: list.opens }
      )
    : plural('first.list-on-demand', n, {
        one: 'on demand, {{count}} item',
        other: 'on demand, {{count}} items',
      });
}

const getStyles = (theme: GrafanaTheme2) => ({
  lists: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))',
    justifyItems: 'start',
    gap: theme.spacing(1.5, 3),
    width: '100%',
    paddingBottom: theme.spacing(1),
  }),
  legend: css({
    ...theme.typography.body,
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: theme.spacing(1),
  }),
});
