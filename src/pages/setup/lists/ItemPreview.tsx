import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { CheckDefinition } from '../../../core/check/definition';
import type { ChecklistTemplate, ItemTemplate } from '../../../core/checklist/template';
import { cadenceWords } from '../../../ui/round/cadenceWords';
import { Section } from '../../../ui/Section';
import { plural, t } from '../../../ui/t';

interface Props {
  template: ChecklistTemplate;
  checks: readonly CheckDefinition[];
}

/** The list as people will see it: its calendar, and for each item what decides it. */
export function ItemPreview({ template, checks }: Props) {
  const styles = useStyles2(getStyles);
  const titles = new Map(checks.map(({ id, title }) => [id, title]));
  return (
    <Section
      title={t('list.preview', 'Preview')}
      count={plural(
        'list.items',
        template.items.length,
        { one: '{{count}} item. {{calendar}}', other: '{{count}} items. {{calendar}}' },
        { calendar: cadenceWords(template) }
      )}
    >
      <ol className={styles.items}>
        {template.items.map((item) => (
          <li key={item.id}>
            {item.title}
            <div className={styles.quiet}>{deciderWords(item, titles)}</div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function deciderWords({ checks, need }: ItemTemplate, titles: ReadonlyMap<string, string>): string {
  const named = checks.map((id) => titles.get(id) ?? id).join(', ');
  if (checks.length === 0) {
    return t('list.by-hand', 'by hand');
  }
  return need === 'any' ? t('list.any', 'any of: {{checks}}', { checks: named }) : named;
}

const getStyles = (theme: GrafanaTheme2) => ({
  items: css({
    listStyle: 'none',
    margin: 0,
    '& li': {
      padding: theme.spacing(1, 0),
      borderTop: `1px solid ${theme.colors.border.weak}`,
      overflowWrap: 'anywhere',
    },
  }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
