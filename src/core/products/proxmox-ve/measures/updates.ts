import { entity, judgeable, noData, onEachNode, unknownEntity } from '../../../inventory/measure';
import type { MeasureTable } from '../../../inventory/read';
import { pveMeasure } from '../asked';
import type { PackageVersion, PveParts } from '../parts';
import { compareVersions, newest } from '../versions';

const KERNEL = /^(?:pve|proxmox)-kernel-(\d+\.\d+\.\d+-\d+(?:-bpo\d+)?-pve)/;

/** Up to 8 kernels of the next version are built for the older Debian, `6.14.8-2-bpo12-pve`, which makes them no newer. */
const withoutDebian = (kernel: string) => kernel.replace(/-bpo\d+/, '');

/** The newest kernel that is installed; null when none is listed. */
export function newestKernel(packages: readonly PackageVersion[]): string | null {
  return newest(
    packages.flatMap(({ name, installed }) =>
      installed === null ? [] : withoutDebian(KERNEL.exec(name)?.[1] ?? '') || []
    )
  );
}

/** The kernel that runs, which one of the rows says. */
export function runningKernel(packages: readonly PackageVersion[]): string | null {
  return packages.find(({ runningKernel: kernel }) => kernel !== null)?.runningKernel ?? null;
}

/** Packages of Proxmox of which the node knows a newer version; as fresh as its package lists. */
export function outdated(packages: readonly PackageVersion[]): readonly PackageVersion[] {
  return packages.filter(
    ({ installed, candidate }) =>
      installed !== null && candidate !== null && candidate !== installed && compareVersions(candidate, installed) >= 0
  );
}

export const updateMeasures = {
  'pve/package-updates': pveMeasure({
    needs: ['packages'],
    labels: ['node'],
    observe: ({ packages }) =>
      onEachNode(packages.value, (list, node, atMs) =>
        list.length === 0
          ? [unknownEntity({ node }, noData('It lists no packages.'))]
          : [entity({ node }, outdated(list).length, atMs)]
      ),
  }),

  /** 1 where a newer kernel is installed than the one that runs. */
  'pve/reboot-due': pveMeasure({
    needs: ['packages'],
    labels: ['node'],
    observe: ({ packages }) =>
      onEachNode(packages.value, (list, node, atMs) => {
        const [running, best] = [runningKernel(list), newestKernel(list)];
        const due =
          running === null || best === null
            ? noData('It does not say which kernel runs, or which are installed.')
            : Number(compareVersions(withoutDebian(running), best) < 0);
        return [judgeable({ node }, due, atMs)];
      }),
  }),

  'pve/pending-updates': pveMeasure({
    needs: ['updates'],
    labels: ['node'],
    observe: ({ updates }) => onEachNode(updates.value, (list, node, atMs) => [entity({ node }, list.length, atMs)]),
  }),
} satisfies MeasureTable<PveParts>;
