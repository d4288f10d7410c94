import { Field, RadioButtonGroup, Stack } from '@grafana/ui';

import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { PORTS } from './address';
import { addressNote, productName } from './notes';
import { TextField } from '../../../ui/datasource/TextField';
import type { EditorProps, SettingsEdit } from './useSettings';

interface Props {
  options: EditorProps['options'];
  edit: SettingsEdit;
}

const PRODUCTS = (['pve', 'pbs'] as const).map((value) => ({ value, label: productName(value) }));

/** Which server, and where. */
export function ConnectionFields({ options, edit }: Props) {
  const { product } = edit;
  const setProduct = (value: 'pve' | 'pbs') => edit.set({ product: value });
  return (
    <Section title={t('proxmox.config.connection', 'Connection')}>
      <Stack direction="column" gap={2}>
        <Field noMargin label={t('proxmox.config.product', 'Product')} disabled={edit.readOnly}>
          <RadioButtonGroup
            options={PRODUCTS}
            value={product}
            disabled={edit.readOnly}
            onChange={setProduct}
            aria-label={t('proxmox.config.product', 'Product')}
          />
        </Field>
        <TextField
          id="proxmox-address"
          label={t('proxmox.config.address', 'Address')}
          description={
            product === 'pve'
              ? t(
                  'proxmox.config.address.pve',
                  'Any node of the cluster, as Grafana reaches it; it answers for all of them. It listens on port 8006.'
                )
              : t('proxmox.config.address.pbs', 'The backup server, as Grafana reaches it. It listens on port 8007.')
          }
          placeholder={`https://${product === 'pve' ? 'pve-a1' : 'pbs-1'}.example.com:${PORTS[product]}`}
          value={options.url}
          required
          disabled={edit.readOnly}
          note={addressNote(options.url, product, { setUrl: edit.setUrl, setProduct })}
          onChange={edit.setUrl}
        />
        <TextField
          id="proxmox-timeout"
          type="number"
          label={t('proxmox.config.timeout', 'Timeout in seconds')}
          description={t(
            'proxmox.config.timeout.help',
            'After this long Grafana gives up on a request. Without it the limit of the Grafana server counts, 30 seconds as a rule.'
          )}
          placeholder="30"
          value={options.jsonData.timeout === undefined ? '' : String(options.jsonData.timeout)}
          disabled={edit.readOnly}
          note={timeoutNote(options.jsonData.timeout)}
          onChange={(text) => edit.set({ timeout: text === '' ? undefined : Math.trunc(Number(text)) })}
        />
      </Stack>
    </Section>
  );
}

function timeoutNote(seconds: number | undefined) {
  return seconds === undefined || (seconds >= 1 && seconds <= 600)
    ? null
    : { severity: 'error' as const, text: t('proxmox.config.timeout.range', 'Between 1 and 600 seconds.') };
}
