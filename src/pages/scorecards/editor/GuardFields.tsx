import { useStyles2 } from '@grafana/ui';

import { t } from '../../../ui/t';
import { errorAt, TextInput, formStyles, type FormProps } from './fields';

/** When there is too little to judge or to alert. */
export function GuardFields({ form, errors, onChange }: FormProps) {
  const styles = useStyles2(formStyles);
  return (
    <fieldset className={styles.group}>
      <legend>{t('form.guards', 'When it says nothing')}</legend>
      <TextInput
        label={t('form.min-events', 'Events that a verdict needs')}
        placeholder="0"
        value={form.minEvents}
        error={errorAt(errors, 'guards.minEvents')}
        onChange={(minEvents) => onChange({ ...form, minEvents })}
      />
      <TextInput
        label={t('form.min-bad', 'Bad ones that an alert needs')}
        placeholder="0"
        value={form.minBadEvents}
        error={errorAt(errors, 'guards.minBadEvents')}
        onChange={(minBadEvents) => onChange({ ...form, minBadEvents })}
      />
      <TextInput
        label={t('form.min-coverage', 'Coverage that a verdict needs, %')}
        placeholder="95"
        value={form.minCoverage}
        error={errorAt(errors, 'guards.minCoverage')}
        onChange={(minCoverage) => onChange({ ...form, minCoverage })}
      />
    </fieldset>
  );
}
