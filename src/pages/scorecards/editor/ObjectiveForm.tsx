import { Combobox, Field, useStyles2 } from '@grafana/ui';
import { useId, useState } from 'react';

import { useConnection } from '../../../ui/connection';
import { t } from '../../../ui/t';
import { errorAt, formStyles, slugOf, TextInput, type FormProps } from './fields';
import { GuardFields } from './GuardFields';
import { SliFields } from './SliFields';
import { TargetFields } from './TargetFields';

interface Props extends FormProps {
  isNew: boolean;
}

/** Everything that an objective says, field by field; errors stand below the field that they are about. */
export function ObjectiveForm({ isNew, ...props }: Props) {
  const styles = useStyles2(formStyles);
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <Names {...props} isNew={isNew} />
      <SliFields {...props} />
      <TargetFields {...props} />
      <GuardFields {...props} />
    </form>
  );
}

function Names({ form, errors, onChange, isNew }: Props) {
  const styles = useStyles2(formStyles);
  // A new id follows the title until somebody writes one.
  const [isOwnId, setOwnId] = useState(!isNew || form.id !== '');
  return (
    <fieldset className={styles.group}>
      <legend>{t('form.names', 'Name')}</legend>
      <TextInput
        label={t('form.title', 'Title')}
        value={form.title}
        error={errorAt(errors, 'title')}
        isRequired
        onChange={(title) => onChange({ ...form, title, ...(!isOwnId && { id: slugOf(title) }) })}
      />
      <TextInput
        label={t('form.id', 'Id')}
        value={form.id}
        error={errorAt(errors, 'id')}
        isRequired
        isDisabled={!isNew}
        onChange={(id) => {
          setOwnId(id !== '');
          onChange({ ...form, id });
        }}
      />
      <TextInput
        label={t('form.promise', 'Promise')}
        hint={t('form.promise-hint', 'In words, for whoever reads it; made of the definition without.')}
        value={form.promise}
        error={errorAt(errors, 'promise')}
        isWide
        onChange={(promise) => onChange({ ...form, promise })}
      />
      <TextInput
        label={t('form.service', 'Service')}
        value={form.service}
        error={errorAt(errors, 'service')}
        isRequired
        onChange={(service) => onChange({ ...form, service })}
      />
      <TextInput
        label={t('form.owner', 'Owner')}
        value={form.owner}
        error={errorAt(errors, 'owner')}
        isRequired
        onChange={(owner) => onChange({ ...form, owner })}
      />
      <SourceField form={form} errors={errors} onChange={onChange} />
    </fieldset>
  );
}

function SourceField({ form, errors, onChange }: FormProps) {
  const id = useId();
  const { dataSources, metricSources } = useConnection().connection;
  const usual = metricSources[0]?.name ?? t('form.no-source', 'none');
  const options = [
    { value: '', label: t('form.usual-source', 'The usual one ({{name}})', { name: usual }) },
    ...dataSources
      .filter(({ type }) => type.includes('prometheus'))
      .map(({ uid, name }) => ({ value: uid, label: name })),
    ...(form.source === '' || dataSources.some(({ uid }) => uid === form.source)
      ? []
      : [{ value: form.source, label: form.source }]),
  ];
  const error = errorAt(errors, 'source');
  return (
    <Field noMargin label={t('form.source', 'Data source')} htmlFor={id} invalid={error !== undefined} error={error}>
      <Combobox
        id={id}
        options={options}
        value={form.source}
        onChange={({ value }) => onChange({ ...form, source: value })}
      />
    </Field>
  );
}
