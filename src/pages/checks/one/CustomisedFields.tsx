import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';

import type { CheckDefinition } from '../../../core/check/definition';
import { yamlText } from '../../../library/slo/yamlText';
import { writtenFields } from '../../../library/writeCheck';
import { appHref } from '../../../ui/appHref';
import { useConnection } from '../../../ui/connection';
import { DataTable } from '../../../ui/DataTable';
import { Section } from '../../../ui/Section';
import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';
import { usePackTitle } from '../../../ui/usePackTitle';

/** What a pack of one's own changed of a built-in check, field by field, beside what was built in; and the way to change it. */
export function CustomisedFields({ definition }: { definition: CheckDefinition }) {
  const styles = useStyles2(getStyles);
  const { user } = useServices();
  const { library } = useConnection();
  const packTitle = usePackTitle();
  const { customised, id } = definition;
  const own = library.own?.find((pack) => pack.id === customised?.pack);
  const isBuiltIn = library.own?.every((pack) => !pack.checks.includes(id)) ?? true;
  const change = user.isAdmin && isBuiltIn && (
    <LinkButton
      size="sm"
      variant="secondary"
      icon="edit"
      href={appHref(own ? `setup/packs/${own.key}` : `setup/packs/new?check=${encodeURIComponent(id)}`)}
    >
      {own ? t('customised.edit', 'Edit the pack') : t('customised.start', 'Customise')}
    </LinkButton>
  );
  if (customised === undefined) {
    return change ? <p>{change}</p> : null;
  }
  const [here, before] = [writtenFields(definition), writtenFields(customised.builtin)];
  return (
    <div className={styles.section}>
      <Section
        title={t('customised.title', 'Customised')}
        help={t('customised.where', 'By the pack {{pack}}. All else is as built in.', {
          pack: packTitle(customised.pack),
        })}
        actions={change}
      >
        <DataTable
          label={t('customised.title', 'Customised')}
          rows={customised.fields}
          rowKey={(field) => field}
          columns={[
            {
              key: 'field',
              heading: t('customised.field', 'Field'),
              cell: (field) => <code className={styles.field}>{field}</code>,
            },
            { key: 'here', heading: t('customised.here', 'Here'), cell: (field) => valueText(here[field]) },
            {
              key: 'before',
              heading: t('customised.before', 'Built in'),
              cell: (field) => <span className={styles.quiet}>{valueText(before[field])}</span>,
            },
          ]}
        />
      </Section>
    </div>
  );
}

/** As it is written in a pack. */
function valueText(value: unknown): string {
  return value === undefined ? t('customised.none', 'not set') : yamlText(value).trim();
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ marginBottom: theme.spacing(3) }),
  field: css({ padding: 0, border: 0, background: 'none' }),
  quiet: css({ color: theme.colors.text.secondary }),
});
