import type { DataSourceSettings } from '@grafana/data';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';

import type { ProxmoxSecrets, ProxmoxSettings } from '../settings';
import { ConfigEditor } from './ConfigEditor';

type Options = DataSourceSettings<ProxmoxSettings, ProxmoxSecrets>;
const SECRET = '4b1c0f3e-9a52-4c7d-8e21-0d6f5a7b9c13';

/** The editor with Grafana's part: it keeps the options. What was kept last is in `kept`. */
function edit(part: Partial<Options> = {}) {
  const kept: { options: Options } = {
    options: { uid: 'x', name: 'x', url: '', readOnly: false, jsonData: {}, secureJsonFields: {}, ...part } as Options,
  };
  function Page() {
    const [options, setOptions] = useState(kept.options);
    kept.options = options;
    return <ConfigEditor options={options} onOptionsChange={setOptions} />;
  }
  render(<Page />);
  return kept;
}

const field = (name: RegExp) => screen.getByLabelText<HTMLInputElement>(name);

describe('the settings of a Proxmox data source', () => {
  it.each([/^User/, /^Token name/, /^Secret/])('take a whole token apart that is pasted into %s', async (name) => {
    const kept = edit();
    await userEvent.click(field(name));
    await userEvent.paste(`opsrounds@pve!grafana=${SECRET}`);
    expect(kept.options.jsonData).toMatchObject({ user: 'opsrounds@pve', tokenId: 'grafana' });
    expect(kept.options.secureJsonData?.tokenSecret).toBe(SECRET);
    expect(field(/^User/).value).toBe('opsrounds@pve');
    expect(screen.getByText(/was taken apart/)).toBeInTheDocument();
  });

  it('let half a token be typed and take it apart when the field is left', async () => {
    const kept = edit();
    await userEvent.type(field(/^User/), 'opsrounds@pve!graf');
    expect(kept.options.jsonData.tokenId).toBeUndefined();
    await userEvent.type(field(/^User/), 'ana');
    await userEvent.tab();
    expect(kept.options.jsonData).toMatchObject({ user: 'opsrounds@pve', tokenId: 'grafana' });
  });

  it('replace a saved secret by the one that was pasted', async () => {
    const kept = edit({ secureJsonFields: { tokenSecret: true } });
    await userEvent.click(field(/^User/));
    await userEvent.paste(`opsrounds@pve!grafana=${SECRET}`);
    expect(kept.options.secureJsonFields['tokenSecret']).toBe(false);
    expect(kept.options.secureJsonData?.tokenSecret).toBe(SECRET);
  });

  it('say what is wrong with an address once it is left, and mend it', async () => {
    const kept = edit();
    await userEvent.type(field(/^Address/), 'pve-a1');
    expect(screen.queryByText(/begin with https/)).not.toBeInTheDocument();
    await userEvent.tab();
    await userEvent.click(screen.getByRole('button', { name: 'Use https://pve-a1:8006' }));
    expect(kept.options.url).toBe('https://pve-a1:8006');
    expect(screen.queryByText(/begin with https/)).not.toBeInTheDocument();
  });

  it('offer the other product at its port', async () => {
    const kept = edit({ url: 'https://pbs-1:8007' });
    await userEvent.click(screen.getByRole('button', { name: 'It is Proxmox Backup Server' }));
    expect(kept.options.jsonData.product).toBe('pbs');
  });

  it('trust the CA as soon as there is one, and not any more when it is taken back', () => {
    const kept = edit();
    fireEvent.change(field(/^CA certificate/), { target: { value: '-----BEGIN CERTIFICATE-----' } });
    expect(kept.options.jsonData.tlsAuthWithCACert).toBe(true);
    expect(screen.getByText(/is cut off/)).toBeInTheDocument();
    fireEvent.change(field(/^CA certificate/), { target: { value: '' } });
    expect(kept.options.jsonData.tlsAuthWithCACert).toBe(false);
  });

  it('warn of every server being taken for the right one', async () => {
    edit();
    await userEvent.click(screen.getByRole('switch', { name: /Do not verify/ }));
    expect(screen.getByRole('alert')).toHaveTextContent(/can read the token/);
  });

  it('can be read and not changed where they are provisioned', () => {
    edit({ readOnly: true, url: 'https://pve-a1:8006', secureJsonFields: { tlsCACert: true } });
    const inputs = [
      ...screen.getAllByRole<HTMLInputElement>('textbox'),
      ...screen.getAllByRole<HTMLInputElement>('switch'),
    ];
    expect(inputs.filter(({ disabled }) => !disabled)).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Reset' })).not.toBeInTheDocument();
  });
});
