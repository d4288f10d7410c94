import { Tab, TabsBar } from '@grafana/ui';
import { useEffect, useRef } from 'react';

export interface TabLink {
  key: string;
  label: string;
  href: string;
  active: boolean;
  counter?: number | null;
}

interface Props {
  tabs: readonly TabLink[];
  className?: string;
}

/** Tabs that lead to other pages. Where they do not all fit the active one scrolls into view, and the page stays where it is. */
export function Tabs({ tabs, className }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const active = tabs.find((tab) => tab.active)?.key;
  useEffect(() => {
    bar.current
      ?.querySelector('[role="tab"][aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  return (
    <div ref={bar}>
      <TabsBar className={className}>
        {tabs.map(({ key, counter, ...tab }) => (
          <Tab key={key} {...tab} {...(counter != null && { counter })} />
        ))}
      </TabsBar>
    </div>
  );
}
