import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { CheckDefinition, Customised } from '../core/check/definition';
import { limitsText } from './limitsText';
import { t } from './t';
import { usePackTitle } from './usePackTitle';

/** That a pack of one's own changed this check, and what was built in where that are limits; nothing of any other check. */
export function CustomisedLine({ definition }: { definition: CheckDefinition }) {
  return definition.customised === undefined ? null : <Line {...definition.customised} />;
}

function Line({ pack, fields, builtin }: Customised) {
  const styles = useStyles2(getStyles);
  const packTitle = usePackTitle();
  const isOfLimits = fields.some((field) => LIMITS.has(field));
  const limits = isOfLimits ? limitsText(builtin, builtin) : '';
  return (
    <p className={styles.line}>
      {t('customised.by', 'Customised by {{pack}}: {{fields}}.', { pack: packTitle(pack), fields: fields.join(', ') })}{' '}
      {limits !== '' && t('customised.built-in', 'Built in: {{limits}}.', { limits })}
    </p>
  );
}

const LIMITS = new Set(['warn', 'fail', 'op', 'unit']);

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    margin: theme.spacing(0.5, 0, 0, 0),
    maxWidth: '80ch',
    overflowWrap: 'anywhere',
  }),
});
