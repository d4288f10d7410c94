import type { Capability } from '../../../core/products/proxmox/capabilities';
import type { Source } from '../../../ui/datasource/query';
import { CapabilityTable, type CapabilityRow } from '../../../ui/datasource/selfTest/CapabilityTable';
import { FailureView } from '../../../ui/datasource/selfTest/FailureView';
import { keyOf } from '../../../ui/datasource/selfTest/foundKey';
import { SelfTestSection } from '../../../ui/datasource/selfTest/SelfTestSection';
import { SelfTestWord } from '../../../ui/datasource/selfTest/SelfTestWord';
import { t } from '../../../ui/t';
import type { ProxmoxSettings } from '../settings';
import { failureWords } from './failureWords';
import { dropWords, featureWords, foundWords, needsWords, openedWords, otherAddresses, toDrop } from './foundWords';
import type { ServerFound } from './readServer';
import { FoundProxmox } from './FoundProxmox';
import { nothingWords, selfTests } from './selfTests';

/** What the saved settings reach, and what their token may do there. */
export function SelfTestView({ source, changed }: { source: Source<ProxmoxSettings>; changed: boolean }) {
  return (
    <SelfTestSection
      source={source}
      tests={selfTests}
      changed={changed}
      asking={t('proxmox.self-test.reading', 'Asking the server...')}
    >
      {(found) =>
        found.ok ? <FoundView uid={source.uid} found={found} /> : <FailureView failure={failureWords(found)} />
      }
    </SelfTestSection>
  );
}

function FoundView({ uid, found }: { uid: string; found: ServerFound }) {
  const drop = toDrop(found.excess);
  const others = otherAddresses(found);
  const opened = openedWords(found.excess);
  const writes = new Set(found.excess.map(({ servesFor }) => servesFor));
  return (
    <>
      <p>
        {foundWords(found)}.{' '}
        {others !== null && t('proxmox.self-test.others', 'The cluster answers here as well: {{others}}', { others })}
      </p>
      {found.mayNothing && (
        <SelfTestWord state="fail" word={t('proxmox.self-test.nothing.title', 'The token may read nothing')}>
          {nothingWords()}
        </SelfTestWord>
      )}
      {drop.length > 0 && (
        <SelfTestWord state="warn" word={t('proxmox.self-test.excess', 'This token can do more than read.')}>
          {dropWords(drop)}
        </SelfTestWord>
      )}
      {opened !== null && (
        <SelfTestWord state="warn" word={t('proxmox.self-test.opened.title', 'Files in backups can be read')}>
          {opened}
        </SelfTestWord>
      )}
      <FoundProxmox key={keyOf(found)} uid={uid} product={found.product} />
      <CapabilityTable
        rows={found.capabilities.map((capability) => ({
          key: capability.feature,
          feature: featureWords(capability.feature),
          needs: needsWords(capability),
          state: stateOf(capability, writes.has(capability.feature)),
          without: capability.without,
        }))}
      />
    </>
  );
}

function stateOf({ state, optional }: Capability, writes: boolean): CapabilityRow['state'] {
  switch (state) {
    case 'has':
      return writes ? 'may-write' : 'has';
    case 'lacks':
      return optional ? 'not-given' : 'lacks';
    default:
      return state;
  }
}
