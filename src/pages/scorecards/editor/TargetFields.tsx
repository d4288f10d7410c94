import { useStyles2 } from '@grafana/ui';

import { t } from '../../../ui/t';
import { Choice, errorAt, TextInput, formStyles, type FormProps } from './fields';

const ROLLING = ['7d', '28d', '30d', '90d'];
const UNITS = ['week', 'month', 'quarter'] as const;

/** How much of it has to be good, over which time, and how it is counted. */
export function TargetFields({ form, errors, onChange }: FormProps) {
  const styles = useStyles2(formStyles);
  const isUnit = UNITS.some((unit) => unit === form.window);
  const windows = [...new Set([...ROLLING, ...(isUnit ? [] : [form.window])])];
  return (
    <fieldset className={styles.group}>
      <legend>{t('form.target-group', 'What is promised')}</legend>
      <TextInput
        label={t('form.target', 'Target, %')}
        hint={t('form.target-hint', 'Its decimals are part of the promise.')}
        value={form.target}
        error={errorAt(errors, 'target')}
        isRequired
        onChange={(target) => onChange({ ...form, target })}
      />
      <TextInput
        label={t('form.agreement', 'Agreement (SLA), %')}
        hint={t('form.agreement-hint', 'What a contract promises, beside the objective. Optional.')}
        value={form.agreement}
        error={errorAt(errors, 'agreement')}
        onChange={(agreement) => onChange({ ...form, agreement })}
      />
      <Choice
        label={t('form.window', 'Window')}
        hint={t('form.window-what', 'The last days, or a period of the calendar.')}
        value={form.window}
        options={[
          ...windows.map((value) => ({ value, label: t('form.rolling', 'Rolling {{days}}', { days: value }) })),
          { value: 'week', label: t('form.week', 'Calendar week') },
          { value: 'month', label: t('form.month', 'Calendar month') },
          { value: 'quarter', label: t('form.quarter', 'Calendar quarter') },
        ]}
        error={errorAt(errors, 'window')}
        onChange={(window) => onChange({ ...form, window })}
      />
      {isUnit && (
        <TextInput
          label={t('form.zone', 'Time zone')}
          hint={t('form.zone-hint', "The app's without.")}
          value={form.zone}
          error={undefined}
          onChange={(zone) => onChange({ ...form, zone })}
        />
      )}
      <Choice
        label={t('form.method', 'Method')}
        hint={t('form.method-hint', 'What counts once.')}
        value={form.method}
        options={[
          { value: 'occurrences', label: t('form.occurrences', 'Every event') },
          { value: 'timeSlices', label: t('form.time-slices', 'Every time slice, good or bad') },
          { value: 'ratioTimeSlices', label: t('form.ratio-slices', 'Every time slice, with its ratio') },
        ]}
        error={errorAt(errors, 'method')}
        onChange={(method) => onChange({ ...form, method })}
      />
      {form.method !== 'occurrences' && (
        <TextInput
          label={t('form.slice', 'Length of a slice')}
          placeholder="5m"
          value={form.slice}
          error={undefined}
          onChange={(slice) => onChange({ ...form, slice })}
        />
      )}
      {form.method === 'timeSlices' && (
        <TextInput
          label={t('form.slice-target', 'A slice is good from, %')}
          value={form.sliceTarget}
          error={undefined}
          isRequired
          onChange={(sliceTarget) => onChange({ ...form, sliceTarget })}
        />
      )}
      <TextInput
        label={t('form.group-by', 'A budget of its own for each')}
        hint={t('form.group-hint', 'Labels, with commas between. Optional.')}
        value={form.groupBy}
        error={errorAt(errors, 'groupBy')}
        onChange={(groupBy) => onChange({ ...form, groupBy })}
      />
    </fieldset>
  );
}
