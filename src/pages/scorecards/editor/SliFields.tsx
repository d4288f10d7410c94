import { Checkbox, useStyles2 } from '@grafana/ui';

import { t } from '../../../ui/t';
import { Choice, errorAt, TextInput, formStyles, type FormProps } from './fields';
import { SLI_KINDS, type SliField, type SliKind } from './formState';

/** What is counted, and how good and bad are told apart. */
export function SliFields(props: FormProps) {
  const styles = useStyles2(formStyles);
  const { form, onChange } = props;
  return (
    <fieldset className={styles.group}>
      <legend>{t('form.sli', 'What is counted')}</legend>
      <Choice
        label={t('form.kind', 'Kind')}
        value={form.kind}
        options={SLI_KINDS.map((value) => ({ value, label: kindName(value) }))}
        error={kindError(props)}
        onChange={(kind) => onChange({ ...form, kind })}
      />
      <FieldsOfKind {...props} />
      {(form.kind === 'bad' || form.kind === 'good') && (
        <>
          <div>
            <Checkbox
              label={t('form.rare', 'Rare events')}
              description={t('form.rare-hint', 'The first sample of a counter counts: deployments, backups, jobs.')}
              value={form.rare}
              onChange={(event) => onChange({ ...form, rare: event.currentTarget.checked })}
            />
          </div>
          <div>
            <Checkbox
              label={t('form.absent', 'None where it has no series')}
              description={t('form.absent-hint', 'Of another metric than the total; unknown without.')}
              value={form.absentIsZero}
              onChange={(event) => onChange({ ...form, absentIsZero: event.currentTarget.checked })}
            />
          </div>
        </>
      )}
    </fieldset>
  );
}

/** An error of the whole that no field of the kind shows. */
function kindError({ errors }: FormProps): string | undefined {
  const found = errors.find(({ field }) => field === 'sli' || field === 'sli.ratio');
  return found && `${found.message}: ${found.fix}`;
}

function FieldsOfKind(props: FormProps) {
  const { form } = props;
  const window = t('form.window-hint', 'A counter with its labels, or an expression with $window.');
  switch (form.kind) {
    case 'bad':
    case 'good':
      return (
        <>
          <Code {...props} of="total" at="sli.ratio.total" label={t('form.total', 'All of them')} hint={window} />
          <Code
            {...props}
            of="part"
            at={`sli.ratio.${form.kind}`}
            label={form.kind === 'bad' ? t('form.bad', 'Bad ones') : t('form.good', 'Good ones')}
          />
        </>
      );
    case 'latency':
      return (
        <>
          <Plain {...props} of="below" at="sli.latency.below" label={t('form.below', 'Good at or below, seconds')} />
          <Code
            {...props}
            of="histogram"
            at="sli.latency.histogram"
            label={t('form.histogram', 'Histogram, without _bucket')}
          />
        </>
      );
    case 'share':
      return (
        <Code {...props} of="share" at="sli.share" label={t('form.share', 'Share that is bad, 0 to 1, with $window')} />
      );
    case 'threshold':
      return <Threshold {...props} />;
    case 'uptime':
      return <Code {...props} of="up" at="sli.uptime" label={t('form.up', 'Gauge of 0 and 1')} />;
    case 'freshness':
      return (
        <>
          <Plain {...props} of="maxAge" at="sli.freshness.maxAge" label={t('form.max-age', 'At most so old')} />
          <Code
            {...props}
            of="newest"
            at="sli.freshness.newest"
            label={t('form.newest', 'When the newest is from, seconds since 1970')}
          />
        </>
      );
    case 'composite':
      return (
        <Code
          {...props}
          of="members"
          at="sli.composite"
          label={t('form.members', 'Ids of objectives, one per line, a weight behind each')}
        />
      );
  }
}

function Threshold(props: FormProps) {
  const { form, onChange } = props;
  return (
    <>
      <Choice
        label={t('form.op', 'Good while it is')}
        value={form.sli.op}
        options={[
          { value: 'lt', label: '<' },
          { value: 'lte', label: '≤' },
          { value: 'gt', label: '>' },
          { value: 'gte', label: '≥' },
        ]}
        onChange={(op) => onChange({ ...form, sli: { ...form.sli, op } })}
      />
      <Plain {...props} of="limit" at="sli.threshold.limit" label={t('form.limit', 'Limit')} />
      <Code {...props} of="value" at="sli.threshold.value" label={t('form.value', 'Value')} />
    </>
  );
}

interface SliFieldProps extends FormProps {
  of: SliField;
  at: string;
  label: string;
  hint?: string;
}

function Code(props: SliFieldProps) {
  return <Plain {...props} isCode />;
}

function Plain({ form, errors, onChange, of, at, label, hint, isCode = false }: SliFieldProps & { isCode?: boolean }) {
  return (
    <TextInput
      label={label}
      {...(hint !== undefined && { hint })}
      value={form.sli[of]}
      error={errorAt(errors, at)}
      isRequired
      isCode={isCode}
      onChange={(value) => onChange({ ...form, sli: { ...form.sli, [of]: value } })}
    />
  );
}

function kindName(kind: SliKind): string {
  switch (kind) {
    case 'bad':
      return t('kind.bad', 'Events: bad of all');
    case 'good':
      return t('kind.good', 'Events: good of all');
    case 'latency':
      return t('kind.latency', 'Latency of a histogram');
    case 'share':
      return t('kind.share', 'Share that is bad');
    case 'threshold':
      return t('kind.threshold', 'Time within a limit');
    case 'uptime':
      return t('kind.uptime', 'Uptime');
    case 'freshness':
      return t('kind.freshness', 'Freshness');
    case 'composite':
      return t('kind.composite', 'Other objectives together');
  }
}
