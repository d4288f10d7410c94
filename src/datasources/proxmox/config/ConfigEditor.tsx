import { Stack } from '@grafana/ui';

import { ServerReport } from '../report/ServerReport';
import { ConnectionFields } from './ConnectionFields';
import { TokenFields } from './TokenFields';
import { TrustFields } from './TrustFields';
import { useSettings, type EditorProps } from './useSettings';

export { initTexts } from '../../../ui/t';

/** The settings of one Proxmox server, and below them what its token can see. */
export function ConfigEditor(props: EditorProps) {
  const { options } = props;
  const edit = useSettings(props);
  const saved =
    options.url !== '' &&
    (options.jsonData.user ?? '') !== '' &&
    (options.jsonData.tokenId ?? '') !== '' &&
    options.secureJsonFields['tokenSecret'] === true;
  const source = { uid: options.uid, name: options.name, product: edit.product, settings: options.jsonData };
  return (
    <Stack direction="column" gap={0}>
      <ConnectionFields options={options} edit={edit} />
      <TokenFields options={options} edit={edit} />
      <TrustFields options={options} edit={edit} />
      {saved && <ServerReport source={source} />}
    </Stack>
  );
}
