import { TrustFields as CommonTrustFields } from '../../../ui/datasource/TrustFields';
import { t } from '../../../ui/t';
import type { EditorProps, SettingsEdit } from './useSettings';

interface Props {
  options: EditorProps['options'];
  edit: SettingsEdit;
}

/** How Grafana knows that it talks to the right Proxmox. */
export function TrustFields({ options, edit }: Props) {
  return (
    <CommonTrustFields
      idPrefix="proxmox"
      settings={options.jsonData}
      pem={options.secureJsonData?.tlsCACert ?? ''}
      configured={options.secureJsonFields['tlsCACert'] === true}
      readOnly={edit.readOnly}
      help={t(
        'proxmox.config.trust.help',
        'Proxmox makes its own certificates, which Grafana does not know until you give it the one that signed them. With one of a public CA leave all of this empty.'
      )}
      caHelp={
        edit.product === 'pve'
          ? t(
              'proxmox.config.ca.pve',
              'The content of /etc/pve/pve-root-ca.pem, the same on every node: it signs the certificates of the whole cluster.'
            )
          : t(
              'proxmox.config.ca.pbs',
              'The content of /etc/proxmox-backup/proxy.pem: the certificate signs itself and is its own CA.'
            )
      }
      serverNamePlaceholder="pve-a1.example.com"
      onChange={edit.set}
      onPem={(pem) => edit.setSecret('tlsCACert', pem)}
      onReset={() => edit.resetSecret('tlsCACert')}
    />
  );
}
