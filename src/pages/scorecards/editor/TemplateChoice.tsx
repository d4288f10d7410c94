import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import { t } from '../../../ui/t';
import { formOf, type FormState } from './formState';
import { templateName, templateOf, TEMPLATES } from './templates';

interface Props {
  /** Replaces what is counted; names stay. */
  onChoose: (fields: Pick<FormState, 'kind' | 'sli' | 'window' | 'target'>) => void;
}

/** Usual objectives to begin with. */
export function TemplateChoice({ onChoose }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row} role="group" aria-label={t('template.label', 'Templates')}>
      <span className={styles.word}>{t('template.begin', 'Begin with')}</span>
      {TEMPLATES.map((template) => (
        <Button
          key={template}
          size="sm"
          variant="secondary"
          fill="outline"
          onClick={() => {
            const { kind, sli, window, target } = formOf(templateOf(template));
            onChoose({ kind, sli, window, target });
          }}
        >
          {templateName(template)}
        </Button>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  word: css({ color: theme.colors.text.secondary }),
});
