import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { Field, RadioButtonGroup, Stack } from '@grafana/ui';

import type { ProxmoxProduct } from '../../../core/products/proxmox/parts';
import { ConnectionFields } from '../../../ui/datasource/settings/ConnectionFields';
import { settingsEdit, type SettingsEdit } from '../../../ui/datasource/settings/settings';
import { useIsChanged } from '../../../ui/datasource/settings/useIsChanged';
import { TrustFields } from '../../../ui/datasource/settings/TrustFields';
import { t } from '../../../ui/t';
import { SelfTestView } from '../selfTest/SelfTestView';
import { productOf, type ProxmoxSecrets, type ProxmoxSettings } from '../settings';
import { PORTS } from './address';
import { productName, proxmoxAddressNote } from './notes';
import { TokenFields } from './TokenFields';

type Edit = SettingsEdit<ProxmoxSettings, ProxmoxSecrets>;

const PRODUCTS = (['pve', 'pbs'] as const).map((value) => ({ value, label: productName(value) }));

/** The settings of one Proxmox server, and below them what its token can see. */
export function ConfigEditor(props: DataSourcePluginOptionsEditorProps<ProxmoxSettings, ProxmoxSecrets>) {
  const { uid, name } = props.options;
  const edit = settingsEdit(props);
  const changed = useIsChanged(props.options);
  const { user = '', tokenId = '' } = edit.settings;
  const isComplete = edit.url !== '' && user !== '' && tokenId !== '' && edit.isSaved('tokenSecret');
  return (
    <Stack direction="column" gap={0}>
      <Connection edit={edit} />
      <TokenFields edit={edit} />
      <TrustFields
        idPrefix="proxmox"
        edit={edit}
        help={t(
          'proxmox.config.trust.help',
          'Proxmox makes its own certificates, which Grafana does not know until you give it the one that signed them. With one of a public CA leave all of this empty.'
        )}
        caHelp={caHelp(productOf(edit.settings))}
        serverNamePlaceholder="pve-a1.example.com"
      />
      {isComplete && <SelfTestView source={{ uid, name, settings: edit.settings }} changed={changed} />}
    </Stack>
  );
}

function Connection({ edit }: { edit: Edit }) {
  const product = productOf(edit.settings);
  const setUrl = (url: string) => edit.change({ url });
  const setProduct = (value: ProxmoxProduct) => edit.change({ settings: { product: value } });
  return (
    <ConnectionFields
      idPrefix="proxmox"
      edit={edit}
      addressHelp={
        product === 'pve'
          ? t(
              'proxmox.config.address.pve',
              'Any node of the cluster, as Grafana reaches it; it answers for all of them. It listens on port 8006.'
            )
          : t('proxmox.config.address.pbs', 'The backup server, as Grafana reaches it. It listens on port 8007.')
      }
      addressPlaceholder={`https://${product === 'pve' ? 'pve-a1' : 'pbs-1'}.example.com:${PORTS[product]}`}
      addressNote={proxmoxAddressNote(edit.url, product, { setUrl, setProduct })}
    >
      <Field noMargin label={t('proxmox.config.product', 'Product')} disabled={edit.readOnly}>
        <RadioButtonGroup
          options={PRODUCTS}
          value={product}
          disabled={edit.readOnly}
          onChange={setProduct}
          aria-label={t('proxmox.config.product', 'Product')}
        />
      </Field>
    </ConnectionFields>
  );
}

function caHelp(product: ProxmoxProduct): string {
  return product === 'pve'
    ? t(
        'proxmox.config.ca.pve',
        'The content of /etc/pve/pve-root-ca.pem, the same on every node: it signs the certificates of the whole cluster.'
      )
    : t(
        'proxmox.config.ca.pbs',
        'The content of /etc/proxmox-backup/proxy.pem: the certificate signs itself and is its own CA.'
      );
}
